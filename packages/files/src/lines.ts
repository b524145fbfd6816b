import {
  CURSOR,
  flatMap,
  fromBatches,
  pipe,
  withSignal,
  type Flow,
  type Source,
} from '@rivulet/core'
import { stat } from 'node:fs/promises'
import { bytes } from './bytes.ts'
import { checkPath, checkSignal, show } from './check.ts'
import { decompress } from './decompress.ts'
import { glob, isGlob } from './glob.ts'
import { checkSplitLinesOptions, splitLines, type SplitLinesOptions } from './splitLines.ts'

/** The options of {@link lines}. */
export interface LinesOptions extends Omit<SplitLinesOptions, 'name'> {
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** A path, a glob or a `file:` URL. */
export type FileInput = string | URL

/**
 * The lines of files, one file after the other, or of any source of bytes. Gzip is recognised by the first
 * bytes and decompressed. Nothing is opened before the first line is asked for, and no file before the
 * one in front of it is closed.
 *
 * A string names a file if there is one of that name; otherwise it is a glob if it has `*`, `?` or
 * brackets. A glob that matches nothing is an error, as a missing file is.
 * @param input a path, a glob, a `file:` URL, several of them, or a source of chunks of bytes
 * @throws TypeError or RangeError for a bad argument. When it is iterated: the errors of the file system, and
 *   those of `decompress` and `splitLines`; all of them name the file.
 *
 * @example
 * ```ts
 * import { filter, pipe, toArray } from '@rivulet/core'
 * import { lines } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 * import { gzipSync } from 'node:zlib'
 *
 * writeFileSync('a.log', 'ok 1\nbad 2\n')
 * writeFileSync('b.log.gz', gzipSync('bad 3\n'))
 * const bad = filter((line: string) => line.startsWith('bad'))
 * console.log(await pipe(lines('*.log*'), bad, toArray())) // ['bad 2', 'bad 3']
 * ```
 */
export function lines(
  input: FileInput | readonly FileInput[] | Source<Uint8Array>,
  options: LinesOptions = {},
): Flow<string> {
  checkSplitLinesOptions('lines', options)
  const { signal, ...splitOptions } = options
  checkSignal('lines', signal)
  const text = (source: Source<Uint8Array>, name?: string): Flow<string> =>
    pipe(source, decompress({ name }), splitLines({ ...splitOptions, name }))
  const all = isFileInput(input)
    ? pipe(
        filesOf(input),
        flatMap((path) => text(bytes(path), String(path))),
      )
    : text(input)
  return signal === undefined ? all : pipe(all, withSignal(signal))
}

function isFileInput(
  input: FileInput | readonly FileInput[] | Source<Uint8Array>,
): input is FileInput | readonly FileInput[] {
  if (typeof input === 'string' || input instanceof URL) return true
  if (Array.isArray(input)) return !(input[0] instanceof Uint8Array)
  // Iterated, a chunk would give numbers.
  const isSource =
    isObject(input) &&
    !(input instanceof Uint8Array) &&
    (CURSOR in input || Symbol.asyncIterator in input || Symbol.iterator in input)
  if (isSource) return false
  throw new TypeError(
    `lines: input must be a path, several, or a source of chunks of bytes, got ${show(input)}`,
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** The files that the input names, each looked up when its turn comes. */
function filesOf(input: FileInput | readonly FileInput[]): Flow<FileInput> {
  const inputs = typeof input === 'string' || input instanceof URL ? [input] : [...input]
  for (const each of inputs) checkPath('lines', each)
  return fromBatches(async function* () {
    for (const each of inputs) yield* expand(each)
  })
}

async function* expand(input: FileInput): AsyncGenerator<FileInput[]> {
  if (typeof input !== 'string' || !isGlob(input) || (await exists(input))) {
    yield [input]
    return
  }
  let found = false
  for await (const path of glob(input)) {
    found = true
    yield [path]
  }
  if (!found) {
    throw Object.assign(new Error(`ENOENT: no file matches '${input}'`), {
      code: 'ENOENT',
      path: input,
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
