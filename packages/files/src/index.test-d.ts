import { filter, map, pipe, toArray, type Flow, type Seq } from '@rivulet/core'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { describe, expectTypeOf, test } from 'vitest'
import {
  bytes,
  compress,
  decompress,
  glob,
  lines,
  LineTooLongError,
  splitLines,
  type BytesOptions,
  type CorruptInputError,
  type DecompressOptions,
  type Line,
  type LinesOptions,
  type Place,
  type SplitLinesOptions,
  type TruncatedInputError,
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
      | 'keepNewline'
      | 'maxLineLength'
      | 'onTrailingData'
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
