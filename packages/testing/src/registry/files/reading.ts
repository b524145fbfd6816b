import { bytes, glob, lines } from '@rivulet/files'
import { fileURLToPath } from 'node:url'
import { notASignal, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { forEachItem } from '../forEachItem.ts'
import type { PackageRegistry } from '../registration.ts'
import { FIXTURE, LINES, notAPath, TEXT, words } from './inputs.ts'

const FOLDER = fileURLToPath(new URL('./fixtures/', import.meta.url))
const CHECKPOINT = { file: String(FIXTURE), offset: 8, line: 3 }

/** The sources of files, and of what is in them. */
export const reading: PackageRegistry = {
  bytes: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the bytes of a file)',
        input: [1, 2],
        output: [TEXT, TEXT],
        build: (source) => forEachItem(source, () => bytes(FIXTURE)),
        needs: (nth) => nth,
      },
      {
        title: 'flatMap(to a part of a file)',
        input: [1, 2],
        output: [TEXT.subarray(4, 7), TEXT.subarray(4, 7)],
        build: (source) => forEachItem(source, () => bytes(FIXTURE, { start: 4, end: 6 })),
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      ...notAPath(bytes),
      wrongValue('bytes with its end before its start', ['bytes', 'end', 'at least 5', '4'], () =>
        untyped(bytes, FIXTURE, { start: 5, end: 4 }),
      ),
    ],
  },

  lines: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the lines of a file)',
        input: [1, 2],
        output: [...LINES, ...LINES],
        build: (source) => forEachItem(source, () => lines(FIXTURE)),
        needs: (nth) => Math.ceil(nth / 3),
      },
      {
        title: 'lines(of a source of bytes)',
        input: words,
        output: ['fig', 'kiwi', 'pear'],
        build: (source) => lines(source),
        needs: (nth) => nth,
      },
      {
        title: 'flatMap(to the lines behind a checkpoint)',
        input: [1, 2],
        output: ['three', 'three'],
        build: (source) => forEachItem(source, () => lines(FIXTURE, { checkpoint: CHECKPOINT })),
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      ...[undefined, null, 7, {}].map((input) =>
        wrongShape(`lines(${written(input)})`, ['lines', 'must be', 'got '], () =>
          untyped(lines, input),
        ),
      ),
      wrongShape('lines with a number as its checkpoint', ['lines', 'checkpoint', 'got 7'], () =>
        untyped(lines, FIXTURE, { checkpoint: 7 }),
      ),
      wrongShape('lines ignoring 7', ['lines', 'ignore must be', 'got 7'], () =>
        untyped(lines, '*', { ignore: 7 }),
      ),
      wrongValue("lines in the order 'age'", ['lines', 'order must be', "got 'age'"], () =>
        untyped(lines, '*', { order: 'age' }),
      ),
      notASignal(lines, (signal) => untyped(lines, FIXTURE, { signal })),
    ],
  },

  glob: {
    kind: 'source',
    cases: (['name', 'natural', 'rotation'] as const).map((order) => ({
      title: `flatMap(to the files of a folder, by ${order})`,
      input: [1, 2],
      output: ['lines.txt', 'lines.txt'],
      build: (source) => forEachItem(source, () => glob('*.txt', { cwd: FOLDER, order })),
      needs: (nth) => nth,
    })),
    badCalls: [
      ...[undefined, null, 7, '', [], [7]].map((patterns) =>
        wrongShape(`glob(${written(patterns)})`, ['glob', 'patterns must be', 'got '], () =>
          untyped(glob, patterns),
        ),
      ),
      ...[null, 7, '', [7]].map((ignore) =>
        wrongShape(`glob ignoring ${written(ignore)}`, ['glob', 'ignore must be', 'got '], () =>
          untyped(glob, '*', { ignore }),
        ),
      ),
      wrongShape('glob in the order 7', ['glob', 'order must be', 'got 7'], () =>
        untyped(glob, '*', { order: 7 }),
      ),
      wrongValue("glob in the order 'age'", ['glob', 'order must be', "got 'age'"], () =>
        untyped(glob, '*', { order: 'age' }),
      ),
    ],
  },
}
