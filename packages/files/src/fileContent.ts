import { flatMap, fromBatches, pipe, type Flow } from '@rivulet/core'
import { open, stat } from 'node:fs/promises'
import { decompress, type DecompressOptions } from './decompress.ts'
import { readFile } from './readFile.ts'
import { recogniseFormat } from './recogniseFormat.ts'
import { skipBytes, tooShort } from './skipBytes.ts'
import { MAGIC_LENGTH } from './zstdMagic.ts'

/** Into one piece of memory, again and again. With half of it reading costs an eighth more; twice as much gains nothing. */
const READ = { chunkSize: 512 * 1024, recycled: true }

/**
 * What is in a file, compressed or not, from an offset in the content on. A file that is not compressed is read
 * from there; of a compressed one everything before it is decompressed and left out.
 *
 * A chunk is good until the next one is asked for.
 */
export function fileContent(
  path: string | URL,
  offset: number,
  { format = 'auto', onTrailingData = 'error' }: DecompressOptions,
): Flow<Buffer> {
  const name = String(path)
  const read = (start?: number): Flow<Buffer> =>
    fromBatches(({ signal }) => readFile(path, { ...READ, start }, signal))
  const decompressed = pipe(read(), decompress({ format, onTrailingData, name }))
  if (offset === 0) return decompressed
  const isPlain = fromBatches(async function* () {
    const mayBe = format === 'none' || format === 'auto'
    yield [mayBe && (await isNotCompressed(path, offset, format))]
  })
  return pipe(
    isPlain,
    flatMap((plain) => (plain ? read(offset) : pipe(decompressed, skipBytes(offset, name)))),
  )
}

/** @throws CheckpointError if it is not compressed and shorter than `offset` */
async function isNotCompressed(
  path: string | URL,
  offset: number,
  format: 'auto' | 'none',
): Promise<boolean> {
  // Asked before it is opened: a pipe that is closed and opened again ends its writer.
  const status = await stat(path)
  // Where there are no positions, or no size is told as in `/proc`, everything has to be read.
  if (!status.isFile() || status.size === 0) return false
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC_LENGTH), 0, MAGIC_LENGTH, 0)
    const found = recogniseFormat(buffer.subarray(0, bytesRead), true)
    if (format === 'auto' && found !== 'none') return false
    if (status.size < offset) throw tooShort(status.size, { input: String(path), offset })
    return true
  } finally {
    await file.close()
  }
}
