import {
  CURSOR,
  flatMap,
  fromBatches,
  pipe,
  withSignal,
  type Flow,
  type Source,
} from '@rivulet/core'
import { checkCheckpoint, checkPath, checkSignal, show } from './check.ts'
import { checkDecompressOptions, decompress, type DecompressOptions } from './decompress.ts'
import { fileContent } from './fileContent.ts'
import { filesOf, type FileInput } from './fileInputs.ts'
import { checkGlobOptions, type GlobOptions } from './glob.ts'
import type { Checkpoint, Line } from './line.ts'
import { skipBytes } from './skipBytes.ts'
import { checkSplitLinesOptions, splitLinesFrom, type SplitLinesOptions } from './splitLines.ts'

/**
 * The options of {@link lines}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { lines, type LinesOptions } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * // How the logs of one program are read, wherever it is done.
 * const accessLog = {
 *   encoding: 'latin1', // old clients send whatever they like
 *   onTrailingData: 'warn',
 *   order: 'rotation',
 * } satisfies LinesOptions
 *
 * writeFileSync('access.log.1', 'GET /a\n')
 * writeFileSync('access.log', 'GET /b\n')
 * console.log(await pipe(lines('access.log*', accessLog), toArray())) // ['GET /a', 'GET /b']
 * ```
 */
export interface LinesOptions
  extends Omit<SplitLinesOptions, 'name'>, Omit<DecompressOptions, 'name'> {
  /**
   * How the files of a glob are sorted: see the options of {@link glob}. Each glob is sorted by itself, and paths
   * stay where they are.
   * @default 'name'
   */
  readonly order?: GlobOptions['order']
  /**
   * What is left out of the files of a glob although it matches: a pattern or several. A path is not left out.
   * @default nothing
   */
  readonly ignore?: GlobOptions['ignore']
  /**
   * Where to go on: the `checkpoint` of the last line that is done with, of a run with `position: true` over
   * the same input. Files in front of its file are not opened. A file that is not compressed is read from its
   * offset; of a compressed one, a pipe, and a source of bytes, everything before it is read and left out.
   *
   * A last line without a line end counts as done with: what is appended to it later is another line.
   */
  readonly checkpoint?: Checkpoint | undefined
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * What {@link lines} reads: a path, a glob or a `file:` URL, several of them, or a source of chunks of bytes.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { lines, type LinesInput } from '@rivulet/files'
 *
 * // Reads what it is given: a path, a glob, a request, and in a test what never was in a file.
 * async function settings(input: LinesInput): Promise<string[][]> {
 *   return pipe(lines(input), map((line) => line.split('=')), toArray())
 * }
 *
 * console.log(await settings([Buffer.from('color=red\nsize=')])) // [['color', 'red'], ['size', '']]
 * ```
 */
export type LinesInput = FileInput | readonly FileInput[] | Source<Uint8Array>

/**
 * The lines of files, one file after the other, or of any source of bytes. Gzip and zstd are recognised by the
 * first bytes and decompressed. Nothing is opened before the first line is asked for, and no file before the
 * one in front of it is closed.
 *
 * A string names a file if there is one of that name; otherwise it is a glob if it has `*`, `?` or
 * brackets. A glob that matches nothing is an error, as a missing file is.
 *
 * Keeping a line keeps the 2 KiB that it was decoded with, or itself if it is longer.
 * @param input a path, a glob, a `file:` URL, several of them, or a source of chunks of bytes
 * @throws TypeError or RangeError for a bad argument. When it is iterated: the errors of the file system, and
 *   those of `decompress` and `splitLines`, all of which name the file; `CheckpointError` for a checkpoint that does
 *   not fit
 *
 * @example
 * ```ts
 * import { filter, pipe, toArray } from '@rivulet/core'
 * import { lines } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 * import { gzipSync } from 'node:zlib'
 *
 * writeFileSync('a.log', 'ok 1\nbad 2\n')
 * writeFileSync('b.log.gz', gzipSync('bad 3\nok 4\n'))
 * const bad = filter((line: string) => line.startsWith('bad'))
 * console.log(await pipe(lines('*.log*'), bad, toArray())) // ['bad 2', 'bad 3']
 *
 * for await (const { text, file, line, checkpoint } of lines('*.log*', { position: true })) {
 *   if (text !== 'bad 3') continue
 *   console.log(file, line) // b.log.gz 1
 *   console.log(await pipe(lines('*.log*', { checkpoint }), toArray())) // ['ok 4']
 * }
 * ```
 */
export function lines(
  input: LinesInput,
  options: LinesOptions & { readonly position: true },
): Flow<Line>
export function lines(
  input: LinesInput,
  options?: LinesOptions & { readonly position?: false },
): Flow<string>
export function lines(input: LinesInput, options: LinesOptions): Flow<string | Line>
export function lines(input: LinesInput, options: LinesOptions = {}): Flow<string | Line> {
  checkSplitLinesOptions('lines', options)
  checkDecompressOptions('lines', options)
  const { order, ignore } = options
  checkGlobOptions('lines', { order, ignore })
  const { checkpoint, signal } = options
  checkSignal('lines', signal)
  const all = isFileInput(input)
    ? linesOfFiles(input, checkpoint, options)
    : linesOfSource(input, checkpoint, options)
  return signal === undefined ? all : pipe(all, withSignal(signal))
}

function linesOfFiles(
  input: FileInput | readonly FileInput[],
  checkpoint: Checkpoint | undefined,
  { order, ignore, ...options }: LinesOptions,
): Flow<string | Line> {
  const inputs = typeof input === 'string' || input instanceof URL ? [input] : [...input]
  for (const each of inputs) checkPath('lines', each)
  if (checkpoint !== undefined) checkCheckpoint('lines', checkpoint, 'file')
  return pipe(
    fromBatches(() => filesOf(inputs, checkpoint, { order, ignore })),
    flatMap(({ path, begin }) =>
      pipe(
        fileContent(path, begin.offset, options),
        splitLinesFrom(begin, { ...options, name: String(path) }),
      ),
    ),
  )
}

function linesOfSource(
  source: Source<Uint8Array>,
  checkpoint: Checkpoint | undefined,
  { format = 'auto', onTrailingData = 'error', ...options }: LinesOptions,
): Flow<string | Line> {
  if (checkpoint !== undefined) checkCheckpoint('lines', checkpoint, 'source')
  const content = pipe(source, decompress({ format, onTrailingData }))
  if (checkpoint === undefined)
    return pipe(content, splitLinesFrom({ offset: 0, line: 1 }, options))
  return pipe(content, skipBytes(checkpoint.offset, undefined), splitLinesFrom(checkpoint, options))
}

function isFileInput(input: LinesInput): input is FileInput | readonly FileInput[] {
  if (typeof input === 'string' || input instanceof URL) return true
  if (Array.isArray(input)) return !(input[0] instanceof Uint8Array)
  // Iterated, a chunk would give numbers.
  const isSource =
    typeof input === 'object' &&
    input !== null &&
    !(input instanceof Uint8Array) &&
    (CURSOR in input || Symbol.asyncIterator in input || Symbol.iterator in input)
  if (isSource) return false
  throw new TypeError(
    `lines: input must be a path, several, or a source of chunks of bytes, got ${show(input)}`,
  )
}
