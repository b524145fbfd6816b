import { fromBatches, pipe, withSignal, type Flow } from '@rivulet/core'
import { open, type FileHandle } from 'node:fs/promises'
import { checkOptions, checkPath, checkPositive, checkSignal } from './check.ts'

/** The options of {@link bytes}. */
export interface BytesOptions {
  /**
   * How many bytes are read at once: a whole number of at least 1.
   * @default 1 MiB
   */
  readonly chunkSize?: number
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The content of a file, in chunks. The file is opened when the first chunk is asked for, read as fast
 * as it is asked for, and closed on every way out. Each iteration reads it again.
 * @throws TypeError or RangeError for a bad argument; the errors of the file system, which name the path, when
 *   it is iterated
 *
 * @example
 * ```ts
 * import { pipe, reduce } from '@rivulet/core'
 * import { bytes } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * writeFileSync('greeting.txt', 'hello')
 * const size = await pipe(bytes('greeting.txt'), reduce((sum, chunk) => sum + chunk.length, 0))
 * console.log(size) // 5
 * ```
 */
export function bytes(path: string | URL, options: BytesOptions = {}): Flow<Buffer> {
  checkPath('bytes', path)
  checkOptions('bytes', options)
  const { chunkSize = 1024 * 1024, signal } = options
  checkPositive('bytes', 'chunkSize', chunkSize)
  checkSignal('bytes', signal)
  const chunks = fromBatches(({ signal: over }) => read(path, chunkSize, over))
  return signal === undefined ? chunks : pipe(chunks, withSignal(signal))
}

async function* read(
  path: string | URL,
  chunkSize: number,
  over: AbortSignal,
): AsyncGenerator<[Buffer]> {
  const file = await open(path)
  try {
    // The run may be over before the file is open: opening a pipe waits for its writer, and reading would too.
    while (!over.aborted) {
      const chunk = await readChunk(file, path, chunkSize)
      if (chunk.length === 0) return
      yield [chunk]
    }
  } finally {
    await file.close()
  }
}

async function readChunk(file: FileHandle, path: string | URL, size: number): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(size), 0, size)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    // Unlike an error of open, one of read does not say which file it was.
    const { code, message } = error as NodeJS.ErrnoException
    throw Object.assign(new Error(`${message} '${String(path)}'`, { cause: error }), {
      code,
      path: String(path),
    })
  }
}
