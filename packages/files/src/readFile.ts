import { AlreadyConsumedError } from '@rivulet/core'
import { open, type FileHandle } from 'node:fs/promises'
import { fileError } from './fileError.ts'

/** Which part of a file is read, and how. */
export interface Reading {
  readonly chunkSize: number
  readonly start?: number | undefined
  /** The last byte, not the one behind it. */
  readonly end?: number | undefined
  /**
   * Whether every chunk is read into the same memory: for a consumer that is done with one when it asks for
   * the next. Otherwise up to 60 MB of chunks wait to be collected, as V8 sees only the small objects that stand for them.
   * The first chunk is a smaller one then, which is all that most files of a large glob need.
   */
  readonly recycled?: boolean
}

/** Thousands of small files take two thirds of the processor time that a whole chunk's memory for each costs. */
const FIRST_CHUNK = 64 * 1024

/** Handles of pipes and the like: what was read of them is gone. */
const consumed = new WeakSet<FileHandle>()

/** The chunks of a file. What is opened here is closed here; a handle is left open: whoever opened it closes it. */
export async function* readFile(
  file: string | URL | FileHandle,
  reading: Reading,
  over: AbortSignal,
): AsyncGenerator<[Buffer]> {
  if (typeof file === 'object' && 'fd' in file) {
    const start = await startOf(file, reading)
    yield* readHandle(file, { ...reading, start }, `file descriptor ${file.fd}`, over)
    return
  }
  const handle = await open(file)
  try {
    yield* readHandle(handle, reading, String(file), over)
  } finally {
    await handle.close()
  }
}

/** Where to read a handle from, so that every iteration gives the same; `undefined` where there are no positions. */
async function startOf(handle: FileHandle, { start }: Reading): Promise<number | undefined> {
  const status = await handle.stat()
  if (start !== undefined || status.isFile() || status.isBlockDevice()) return start ?? 0
  if (consumed.has(handle)) throw new AlreadyConsumedError(handle)
  consumed.add(handle)
  return undefined
}

async function* readHandle(
  handle: FileHandle,
  { chunkSize, start, end, recycled }: Reading,
  name: string,
  over: AbortSignal,
): AsyncGenerator<[Buffer]> {
  let room = Buffer.alloc(0)
  let roomLength = recycled ? Math.min(FIRST_CHUNK, chunkSize) : chunkSize
  let position = start ?? 0
  let left = end === undefined ? Number.POSITIVE_INFINITY : end + 1 - position
  // The run may be over before the file is open: opening a pipe waits for its writer, and reading would too.
  while (left > 0 && !over.aborted) {
    if (room.length === 0) room = Buffer.allocUnsafeSlow(Math.min(roomLength, left))
    const at = start === undefined ? null : position // a pipe has no positions
    const length = await read(handle, room.subarray(0, left), at, name)
    if (length === 0) return
    yield [room.subarray(0, length)]
    // A pipe gives a few bytes at a time: they shall not take a chunk's memory each. A small first chunk that
    // was filled is followed by whole ones.
    if (!recycled || (length === room.length && length < chunkSize)) room = room.subarray(length)
    roomLength = chunkSize
    position += length
    left -= length
  }
}

async function read(
  handle: FileHandle,
  buffer: Buffer,
  position: number | null,
  name: string,
): Promise<number> {
  try {
    return (await handle.read(buffer, 0, buffer.length, position)).bytesRead
  } catch (error) {
    throw fileError(error, name)
  }
}
