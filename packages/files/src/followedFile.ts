import type { BigIntStats } from 'node:fs'
import { constants, open, stat, type FileHandle } from 'node:fs/promises'
import { fileError } from './fileError.ts'
import { unlessMissing } from './unlessMissing.ts'

const MOST_READ_AT_ONCE = 1024 * 1024
const NEWLINE = 0x0a

/**
 * A file that is followed. It stays the same file whatever its name becomes, and while it is open
 * no other can get its number, so two with the same number are the same.
 */
export class FollowedFile {
  readonly #path: string
  readonly #handle: FileHandle
  /** What tells it from every other file that is open. */
  readonly key: string
  /** Where the next read begins. */
  position = 0

  private constructor(path: string, handle: FileHandle, stats: BigIntStats) {
    this.#path = path
    this.#handle = handle
    this.key = keyOf(stats)
  }

  /** @returns `undefined` if there is nothing of that name */
  static async open(path: string): Promise<FollowedFile | undefined> {
    // Without O_NONBLOCK, opening a named pipe waits for a writer, and nothing ends that wait.
    const handle = await unlessMissing(open(path, constants.O_RDONLY | constants.O_NONBLOCK))
    if (handle === undefined) return undefined
    try {
      const stats = await handle.stat({ bigint: true })
      if (stats.isFile()) return new FollowedFile(path, handle, stats)
      throw Object.assign(new Error(`EINVAL: only a regular file can be followed, not '${path}'`), {
        code: 'EINVAL',
        path,
      })
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Whether it is what its path leads to, or another path. */
  async isAt(path: string): Promise<boolean> {
    const stats = await unlessMissing(stat(path, { bigint: true }))
    return stats !== undefined && keyOf(stats) === this.key
  }

  async stat(): Promise<BigIntStats> {
    return this.#handle.stat({ bigint: true })
  }

  /**
   * Reads what follows, up to 1 MiB.
   * @returns no bytes at the end, `'truncated'` if the end is before what was read already
   */
  async read(): Promise<Buffer | 'truncated'> {
    const size = Number((await this.stat()).size)
    if (size < this.position) return 'truncated'
    // As much as there is: a buffer for more than comes would be kept by an unfinished line in it.
    const chunk = Buffer.allocUnsafeSlow(Math.min(size - this.position, MOST_READ_AT_ONCE))
    if (chunk.length === 0) return chunk
    const filled = await this.#fill(chunk, this.position)
    this.position += filled.length
    return filled
  }

  async #fill(buffer: Buffer, position: number): Promise<Buffer> {
    try {
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, position)
      return buffer.subarray(0, bytesRead)
    } catch (error) {
      throw fileError(error, this.#path)
    }
  }

  /**
   * Goes to the beginning of the last line, if that has not ended, or else to the end.
   * @param longest where a longer line begins is not looked for
   */
  async seekToLastLine(longest: number): Promise<void> {
    const size = Number((await this.stat()).size)
    this.position = size
    for (let end = size; end > 0 && size - end <= longest;) {
      const start = Math.max(0, end - 64 * 1024)
      const block = await this.#fill(Buffer.allocUnsafe(end - start), start)
      const newline = block.lastIndexOf(NEWLINE)
      if (newline !== -1 || start === 0) {
        this.position = start + newline + 1
        return
      }
      end = start
    }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

function keyOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}
