import { flatMap, map, mapAsync, pipe, take, type Source } from '@rivulet/core'
import {
  bytes,
  compress,
  decompress,
  follow,
  glob,
  lines,
  ndjson,
  splitLines,
  toFile,
  toLines,
  toNdjson,
} from '@rivulet/files'
import * as fc from 'fast-check'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { untyped, written, wrongShape, wrongValue } from './badCalls.ts'
import type { PackageRegistry } from './registration.ts'

const FIXTURE = new URL('./fixtures/lines.txt', import.meta.url)
const FOLDER = fileURLToPath(new URL('./fixtures/', import.meta.url))
const LINES = ['one', 'two', 'three']
const CHECKPOINT = { file: String(FIXTURE), offset: 8, line: 3 }
const TEXT = Buffer.from('one\ntwo\nthree\n')

const words = ['fig\n', 'kiwi\n', 'pear\n'].map((word) => Buffer.from(word))
const zipped = words.map((word) => gzipSync(word))

/** A source for each item: how a law that brings its own source meets one that reads files. */
function forEachItem<T>(source: Source<never>, make: () => Source<T>) {
  return pipe(
    source,
    mapAsync((item: unknown) => item),
    flatMap(make),
  )
}

export const files: PackageRegistry = {
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
      ...[undefined, null, 7, '', new URL('http://host/')].map((path) =>
        wrongShape(`bytes(${written(path)})`, ['bytes', 'path must be', 'got '], () =>
          untyped(bytes, path),
        ),
      ),
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
      wrongShape('lines with an object as its signal', ['lines', 'signal', 'AbortSignal'], () =>
        untyped(lines, FIXTURE, { signal: {} }),
      ),
    ],
  },

  follow: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the first lines of a file that is followed)',
        input: [1, 2],
        output: [...LINES, ...LINES],
        build: (source) =>
          forEachItem(source, () => pipe(follow(FIXTURE, { from: 'start' }), take(3))),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    badCalls: [
      ...[undefined, null, 7, '', new URL('http://host/')].map((path) =>
        wrongShape(`follow(${written(path)})`, ['follow', 'path must be', 'got '], () =>
          untyped(follow, path),
        ),
      ),
      ...[null, true].map((from) =>
        wrongShape(`follow from ${written(from)}`, ['follow', 'from must be', 'got '], () =>
          untyped(follow, FIXTURE, { from }),
        ),
      ),
      ...['middle', -1, 1.5].map((from) =>
        wrongValue(`follow from ${written(from)}`, ['follow', 'from must be', 'got '], () =>
          untyped(follow, FIXTURE, { from }),
        ),
      ),
      ...(['poll', 'linger'] as const).flatMap((option) => [
        wrongShape(`follow with ${option}: '1'`, ['follow', option, 'whole number', "'1'"], () =>
          untyped(follow, FIXTURE, { [option]: '1' }),
        ),
        wrongValue(`follow with ${option}: -1`, ['follow', option, 'whole number', '-1'], () =>
          untyped(follow, FIXTURE, { [option]: -1 }),
        ),
      ]),
      wrongShape('follow with an object as its signal', ['follow', 'signal', 'AbortSignal'], () =>
        untyped(follow, FIXTURE, { signal: {} }),
      ),
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

  decompress: {
    kind: 'operator',
    cases: [
      {
        title: 'decompress(plain bytes)',
        input: words,
        output: words,
        build: (source) => pipe(source, decompress()),
        needs: (nth) => nth,
      },
      {
        title: 'decompress(members of gzip)',
        input: zipped,
        output: words,
        build: (source) => pipe(source, decompress()),
      },
    ],
    badCalls: [
      wrongValue("decompress({ format: 'rar' })", ['decompress', 'format', 'rar'], () =>
        untyped(decompress, { format: 'rar' }),
      ),
      wrongShape('decompress({ format: 7 })', ['decompress', 'format', '7'], () =>
        untyped(decompress, { format: 7 }),
      ),
    ],
  },

  compress: {
    kind: 'operator',
    cases: [
      {
        title: 'compress({ flush: true }), decompress()',
        input: words,
        output: words,
        build: (source) => pipe(source, compress({ flush: true }), decompress()),
      },
    ],
    badCalls: [
      wrongValue("compress({ format: 'rar' })", ['compress', 'format', 'rar'], () =>
        untyped(compress, { format: 'rar' }),
      ),
      wrongValue('compress({ level: 10 })', ['compress', 'level', 'from 0 to 9', '10'], () =>
        untyped(compress, { level: 10 }),
      ),
      wrongShape("compress({ level: '1' })", ['compress', 'level', "'1'"], () =>
        untyped(compress, { level: '1' }),
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

  toFile: {
    kind: 'sink',
    // Not to a file: for each of thousands of runs it would be brought to the disk.
    cases: [
      {
        title: 'toFile(nowhere)',
        input: words,
        output: [{ path: devNull, bytes: 14, bytesWritten: 14 }],
        build: (source) => pipe(source, toFile(devNull)),
        endless: words,
      },
      {
        title: 'toFile(nowhere, { append: true })',
        input: words,
        output: [{ path: devNull, bytes: 14, bytesWritten: 14 }],
        build: (source) => pipe(source, toFile(devNull, { append: true })),
        endless: words,
      },
    ],
    badCalls: [
      ...[undefined, null, 7, '', new URL('http://host/')].map((path) =>
        wrongShape(`toFile(${written(path)})`, ['toFile', 'path must be', 'got '], () =>
          untyped(toFile, path),
        ),
      ),
      wrongShape('toFile with null as its options', ['toFile', 'options', 'got null'], () =>
        untyped(toFile, devNull, null),
      ),
      ...['append', 'atomic', 'mkdir'].map((flag) =>
        wrongShape(`toFile with ${flag}: 'yes'`, ['toFile', flag, 'boolean', "'yes'"], () =>
          untyped(toFile, devNull, { [flag]: 'yes' }),
        ),
      ),
      wrongValue('toFile appending atomically', ['toFile', 'append and atomic'], () =>
        untyped(toFile, devNull, { append: true, atomic: true }),
      ),
      wrongValue('toFile appending brotli', ['toFile', 'compress', "'brotli'"], () =>
        untyped(toFile, devNull, { append: true, compress: 'brotli' }),
      ),
      wrongShape('toFile with an object as its signal', ['toFile', 'signal', 'AbortSignal'], () =>
        untyped(toFile, devNull, { signal: {} }),
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

  CheckpointError: { kind: 'class', reason: 'an error' },
  CorruptInputError: { kind: 'class', reason: 'an error' },
  InvalidJsonError: { kind: 'class', reason: 'an error' },
  InvalidUtf8Error: { kind: 'class', reason: 'an error' },
  LineTooLongError: { kind: 'class', reason: 'an error' },
  TruncatedInputError: { kind: 'class', reason: 'an error' },
  UnsupportedFormatError: { kind: 'class', reason: 'an error' },
}
