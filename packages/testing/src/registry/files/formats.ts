import { map, pipe } from '@rivulet/core'
import { ndjson, splitLines, toLines, toNdjson } from '@rivulet/files'
import * as fc from 'fast-check'
import { untyped, wrongShape, wrongValue } from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'
import { words } from './inputs.ts'

/** What makes lines and values of bytes, and the way back. */
export const formats: PackageRegistry = {
  splitLines: {
    kind: 'operator',
    cases: [
      {
        title: 'splitLines()',
        input: words,
        output: ['fig', 'kiwi', 'pear'],
        build: (source) => pipe(source, splitLines()),
        needs: (nth) => nth,
      },
      {
        title: 'splitLines({ position: true })',
        input: words,
        output: ['fig 1 0', 'kiwi 2 4', 'pear 3 9'],
        build: (source) =>
          pipe(
            source,
            splitLines({ position: true }),
            map(({ text, line, offset }) => `${text} ${line} ${offset}`),
          ),
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      wrongValue("splitLines({ encoding: 'utf7' })", ['splitLines', 'encoding', 'utf7'], () =>
        untyped(splitLines, { encoding: 'utf7' }),
      ),
      wrongShape("splitLines({ maxLineLength: '1' })", ['splitLines', 'maxLineLength'], () =>
        untyped(splitLines, { maxLineLength: '1' }),
      ),
      wrongValue('splitLines({ maxLineLength: 0 })', ['splitLines', 'maxLineLength', '0'], () =>
        untyped(splitLines, { maxLineLength: 0 }),
      ),
    ],
  },

  ndjson: {
    kind: 'operator',
    cases: [
      {
        title: 'ndjson()',
        input: ['1', '', '"two"', 'null'],
        output: [1, 'two', null],
        build: (source) => pipe(source, ndjson()),
        needs: (nth) => (nth === 1 ? 1 : nth + 1),
      },
      {
        title: 'ndjson({ onInvalid: passed over })',
        input: ['{', '1', '2'],
        output: [1, 2],
        build: (source) => pipe(source, ndjson({ onInvalid: () => {} })),
        needs: (nth) => nth + 1,
      },
    ],
    callbacks: [
      {
        title: 'the onInvalid of ndjson',
        input: ['{', '{', '{', '{', '{', '{', '1'],
        build: (source, wrap) => pipe(source, ndjson({ onInvalid: wrap(() => {}) })),
      },
    ],
    random: fc.constant({
      title: 'ndjson',
      build: (source) =>
        pipe(
          source,
          map((item: unknown) => JSON.stringify(item)),
          ndjson(),
        ),
    }),
    badCalls: [
      wrongShape('ndjson(null)', ['ndjson', 'options', 'got null'], () => untyped(ndjson, null)),
      wrongShape('ndjson({ onInvalid: 7 })', ['ndjson', 'onInvalid', 'got 7'], () =>
        untyped(ndjson, { onInvalid: 7 }),
      ),
      wrongValue("ndjson({ onInvalid: 'skip' })", ['ndjson', 'onInvalid', "'skip'"], () =>
        untyped(ndjson, { onInvalid: 'skip' }),
      ),
    ],
  },

  toLines: {
    kind: 'operator',
    cases: [
      {
        title: 'toLines()',
        input: ['one', '', 'two'],
        output: ['one\n', '\n', 'two\n'],
        build: (source) => pipe(source, toLines()),
        needs: (nth) => nth,
      },
    ],
  },

  toNdjson: {
    kind: 'operator',
    cases: [
      {
        title: 'toNdjson()',
        input: [1, 'two', { a: 'b' }],
        output: ['1\n', '"two"\n', '{"a":"b"}\n'],
        build: (source) => pipe(source, toNdjson()),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({ title: 'toNdjson', build: (source) => pipe(source, toNdjson()) }),
  },
}
