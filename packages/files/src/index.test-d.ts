import { filter, map, pipe, range, toArray, type Flow, type Seq } from '@rivulet/core'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { describe, expectTypeOf, test } from 'vitest'
import {
  bytes,
  compress,
  decompress,
  follow,
  glob,
  lines,
  LineTooLongError,
  ndjson,
  splitLines,
  toFile,
  toLines,
  toNdjson,
  type BytesOptions,
  type CorruptInputError,
  type DecompressOptions,
  type FollowOptions,
  type GlobOptions,
  type InvalidJsonError,
  type Line,
  type LinesOptions,
  type Place,
  type SplitLinesOptions,
  type TruncatedInputError,
  type WrittenFile,
} from './index.ts'

describe('the types', () => {
  test('of the sources', () => {
    expectTypeOf(bytes('a')).toEqualTypeOf<Flow<Buffer>>()
    expectTypeOf(bytes({} as FileHandle)).toEqualTypeOf<Flow<Buffer>>()
    expectTypeOf(lines('a')).toEqualTypeOf<Flow<string>>()
    expectTypeOf(lines('a', { keepNewline: true })).toEqualTypeOf<Flow<string>>()
    expectTypeOf(lines('a', { position: true })).toEqualTypeOf<Flow<Line>>()
    const position = Math.random() < 0.5
    expectTypeOf(lines('a', { position })).toEqualTypeOf<Flow<string | Line>>()
    expectTypeOf(glob('*')).toEqualTypeOf<Flow<string>>()
  })

  test('of what lines takes', () => {
    lines(['a', new URL('file:///a')])
    lines([Buffer.from('a')])
    lines(bytes('a'))
    lines(createReadStream('a'))
    // @ts-expect-error a chunk is no source of chunks
    lines(Buffer.from('a'))
    // @ts-expect-error neither is a file handle
    lines(3)
  })

  test('of the operators: splitting stays synchronous, decompressing does not', () => {
    const chunks = [Uint8Array.of(1)]
    expectTypeOf(pipe(chunks, splitLines())).toEqualTypeOf<Seq<string>>()
    expectTypeOf(pipe(['text'], splitLines(), toArray())).toEqualTypeOf<string[]>()
    expectTypeOf(pipe(chunks, splitLines({ position: true }))).toEqualTypeOf<Seq<Line>>()
    expectTypeOf(pipe(chunks, decompress())).toEqualTypeOf<Flow<Buffer>>()
    expectTypeOf(pipe(['text'], compress())).toEqualTypeOf<Flow<Buffer>>()
    expectTypeOf(pipe(chunks, decompress(), splitLines())).toEqualTypeOf<Flow<string>>()
    // @ts-expect-error numbers are no chunks
    pipe([1], splitLines())
  })

  test('of a file that is followed', () => {
    expectTypeOf(follow('a')).toEqualTypeOf<Flow<string>>()
    expectTypeOf(follow(new URL('file:///a'), { from: 7 })).toEqualTypeOf<Flow<string>>()
    expectTypeOf(follow('a', { position: true })).toEqualTypeOf<Flow<Line>>()
    follow('a', { from: { file: 'a', offset: 0, line: 1 } })
    // @ts-expect-error there is no such place
    follow('a', { from: 'middle' })
    expectTypeOf<keyof FollowOptions>().toEqualTypeOf<
      | 'encoding'
      | 'fatal'
      | 'from'
      | 'keepNewline'
      | 'linger'
      | 'maxLineLength'
      | 'poll'
      | 'position'
      | 'signal'
    >()
    expectTypeOf<GlobOptions['order']>().toEqualTypeOf<
      'name' | 'natural' | 'rotation' | undefined
    >()
  })

  test('of what writes: text or bytes, and always in a promise', () => {
    expectTypeOf(pipe(['text', Uint8Array.of(1)], toFile('a'))).toEqualTypeOf<
      Promise<WrittenFile>
    >()
    expectTypeOf(pipe(['a'], toLines())).toEqualTypeOf<Seq<string>>()
    expectTypeOf(pipe([{ a: 1 }], toNdjson())).toEqualTypeOf<Seq<string>>()
    // @ts-expect-error numbers are neither
    pipe(range(0, 1), toFile('a'))
    // @ts-expect-error nor are they lines
    pipe([1], toLines())
    // @ts-expect-error there is no such format
    toFile('a', { compress: 'rar' })
  })

  test('of NDJSON: what is parsed is unknown unless it is said', () => {
    expectTypeOf(pipe(['1'], ndjson())).toEqualTypeOf<Seq<unknown>>()
    expectTypeOf(pipe(lines('a', { position: true }), ndjson<number>())).toEqualTypeOf<
      Flow<number>
    >()
    ndjson({ onInvalid: (error) => expectTypeOf(error).toEqualTypeOf<InvalidJsonError>() })
    // @ts-expect-error chunks are not lines
    pipe([Uint8Array.of(1)], ndjson())
  })

  test('are inferred through a pipeline', () => {
    const lengths = pipe(
      lines('a'),
      filter((line) => line.startsWith('a')),
      map((line) => line.length),
      toArray(),
    )
    expectTypeOf(lengths).toEqualTypeOf<Promise<number[]>>()
  })

  test('of the options, which may be undefined where they are optional', () => {
    expectTypeOf<BytesOptions['signal']>().toEqualTypeOf<AbortSignal | undefined>()
    expectTypeOf<DecompressOptions['format']>().toEqualTypeOf<
      'auto' | 'gzip' | 'deflate' | 'brotli' | 'zstd' | 'none' | undefined
    >()
    expectTypeOf<SplitLinesOptions['encoding']>().toEqualTypeOf<'utf8' | 'latin1' | undefined>()
    expectTypeOf<keyof LinesOptions>().toEqualTypeOf<
      | 'checkpoint'
      | 'encoding'
      | 'fatal'
      | 'format'
      | 'ignore'
      | 'keepNewline'
      | 'maxLineLength'
      | 'onTrailingData'
      | 'order'
      | 'position'
      | 'signal'
    >()
  })

  test('of the errors: each tells the place', () => {
    expectTypeOf<LineTooLongError | CorruptInputError | TruncatedInputError>().toExtend<
      Error & Place
    >()
    expectTypeOf<TruncatedInputError['code']>().toBeString()
    const error: unknown = undefined
    if (error instanceof LineTooLongError) expectTypeOf(error.maxLineLength).toBeNumber()
  })
})
