import { fromBatches, pipe, withSignal, type Flow } from '@rivulet/core'
import type { FileHandle } from 'node:fs/promises'
import { checkFile, checkOptions, checkSignal, checkWhole } from './check.ts'
import { readFile } from './readFile.ts'

/**
 * The options of {@link bytes}.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { bytes, type BytesOptions } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * // What a request asks for in its `Range` header; without one, the whole file.
 * function rangeOf(header: string): BytesOptions {
 *   const [, start, end] = /^bytes=(\d+)-(\d+)$/u.exec(header) ?? []
 *   return end === undefined ? {} : { start: Number(start), end: Number(end) }
 * }
 *
 * writeFileSync('served.txt', 'hello')
 * const part = bytes('served.txt', rangeOf('bytes=1-3'))
 * console.log(await pipe(part, map(String), toArray())) // ['ell']
 * ```
 */
export interface BytesOptions {
  /**
   * How many bytes are read at once: a whole number from 1 to 2,147,483,647.
   * @default 1 MiB
   */
  readonly chunkSize?: number
  /**
   * The first byte to read: a whole number of at least 0. A pipe can be read only without it.
   * @default 0
   */
  readonly start?: number | undefined
  /**
   * The last byte to read, inclusive as in `createReadStream`: a whole number of at least `start`. A file that is
   * shorter ends where it ends.
   * @default the last byte of the file
   */
  readonly end?: number | undefined
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** What Node can read at once: of 4 GiB it reads nothing, as if the file had ended, and of others it may crash. */
const MOST_READ_AT_ONCE = 2 ** 31 - 1

/**
 * The content of a file, in chunks. The file is opened when the first chunk is asked for, read as fast
 * as it is asked for, and closed on every way out. Each iteration reads it again.
 *
 * A `FileHandle` is read from `start` as well, wherever it stands, and is left open for whoever opened it.
 * One of a pipe or a terminal can be read only once.
 * @throws TypeError or RangeError for a bad argument. When it is iterated: the errors of the file system, which
 *   name the path, and `AlreadyConsumedError` for the second iteration of a handle that can be read once
 *
 * @example
 * ```ts
 * import { map, pipe, reduce, toArray } from '@rivulet/core'
 * import { bytes } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * writeFileSync('greeting.txt', 'hello')
 * const size = await pipe(bytes('greeting.txt'), reduce((sum, chunk) => sum + chunk.length, 0))
 * console.log(size) // 5
 *
 * const part = bytes('greeting.txt', { start: 1, end: 3 })
 * console.log(await pipe(part, map(String), toArray())) // ['ell']
 * ```
 */
export function bytes(path: string | URL | FileHandle, options: BytesOptions = {}): Flow<Buffer> {
  checkFile('bytes', path)
  checkOptions('bytes', options)
  const { chunkSize = 1024 * 1024, start, end, signal } = options
  checkWhole('bytes', 'chunkSize', chunkSize, 1, MOST_READ_AT_ONCE)
  if (start !== undefined) checkWhole('bytes', 'start', start, 0)
  if (end !== undefined) checkWhole('bytes', 'end', end, start ?? 0)
  checkSignal('bytes', signal)
  const chunks = fromBatches(({ signal: over }) => readFile(path, { chunkSize, start, end }, over))
  return signal === undefined ? chunks : pipe(chunks, withSignal(signal))
}
