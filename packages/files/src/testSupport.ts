import type { Source } from '@rivulet/core'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import { crc32, deflateRawSync, type ZlibOptions } from 'node:zlib'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import type { TruncatedInputError } from './inputErrors.ts'

/** An empty folder, removed after the tests of the file that asked for it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rivulet-files-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty folder, and files in it by their names there. */
interface TemporaryFiles {
  readonly folder: string
  /** @returns the path of the file */
  at(name: string): string
  /** @returns the path of the file */
  write(name: string, content: string | Buffer): string
}

/** A temporary folder for tests that write several files. */
export function temporaryFiles(): TemporaryFiles {
  const folder = temporaryFolder()
  const at = (name: string): string => join(folder, name)
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(at(name), content)
    return at(name)
  }
  return { folder, at, write }
}

/** Tests about descriptors are skipped where it is false. */
export const seesOpenFiles = existsSync('/proc/self/fd')

/** The files of a folder that this process has open, once for each descriptor. */
export function openFilesIn(folder: string): string[] {
  if (!seesOpenFiles) return []
  return readdirSync('/proc/self/fd')
    .map((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`)
      } catch {
        return '' // the descriptor that lists
      }
    })
    .filter((target) => target.startsWith(folder))
}

/**
 * Runs as a user who owns nothing and is in one other group. Only root can become one and come back; who is
 * not root runs it as it is.
 */
export async function asUser<T>(group: number, run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run()
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([group])
  process.setegid?.(5678)
  process.seteuid?.(5678)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}

/** Resolves after the event loop has turned: with a condition to look at, in place of sleeping. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** What a source delivered, and the error that came then. */
export async function outcomeOf<T>(
  source: Source<T>,
): Promise<{ readonly items: T[]; readonly error?: unknown }> {
  const items: T[] = []
  try {
    for await (const item of source) items.push(item)
  } catch (error) {
    return { items, error }
  }
  return { items }
}

/** The same for a source of bytes: all of them in one string. */
export async function textOf(
  source: Source<Buffer>,
): Promise<{ readonly text: string; readonly error?: unknown }> {
  const { items, ...rest } = await outcomeOf(source)
  return { text: Buffer.concat(items).toString('latin1'), ...rest }
}

/** Chunks of `size` bytes, in a source that says `WAIT` before each. */
export async function* dripping(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (const piece of inPieces(bytes, size)) yield piece
}

export function inPieces(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = []
  for (let from = 0; from < bytes.length; from += size) {
    pieces.push(bytes.subarray(from, from + size))
  }
  return pieces
}

/** Any way to cut the bytes into chunks, empty ones among them. */
export function cut(bytes: Buffer): fc.Arbitrary<Buffer[]> {
  return fc.array(fc.nat(bytes.length), { maxLength: 20 }).map((places) => {
    const ends = [...places.toSorted((a, b) => a - b), bytes.length]
    return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
  })
}

/** The optional fields of a gzip header. */
export interface HeaderFields {
  readonly extra?: Buffer | undefined
  readonly name?: string | undefined
  readonly comment?: string | undefined
  readonly checked?: boolean | undefined
}

export function gzipHeader({ extra, name, comment, checked }: HeaderFields = {}): Buffer {
  const flags =
    (checked ? 2 : 0) |
    (extra === undefined ? 0 : 4) |
    (name === undefined ? 0 : 8) |
    (comment === undefined ? 0 : 16)
  const fields: Buffer[] = [Buffer.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255)]
  if (extra !== undefined) fields.push(Buffer.of(extra.length & 0xff, extra.length >> 8), extra)
  for (const text of [name, comment]) if (text !== undefined) fields.push(Buffer.from(`${text}\0`))
  const header = Buffer.concat(fields)
  if (!checked) return header
  const checksum = crc32(header) & 0xffff
  return Buffer.concat([header, Buffer.of(checksum & 0xff, checksum >> 8)])
}

/** A gzip member with whatever header is wanted: `gzipSync` writes only the shortest one. */
export function gzipMember(
  content: string | Buffer,
  fields: HeaderFields = {},
  options: ZlibOptions = {},
): Buffer {
  const bytes = Buffer.from(content)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(bytes), 0)
  trailer.writeUInt32LE(bytes.length, 4)
  return Buffer.concat([gzipHeader(fields), deflateRawSync(bytes, options), trailer])
}

/** Text that does not compress to nothing: `count` numbered lines. */
export function numberedLines(count: number): string {
  let text = ''
  for (let index = 0; index < count; index++) {
    text += `${index} GET /${(index * 7919) % 10_007} ${(index * 31) % 97}\n`
  }
  return text
}

/** A zstd frame with a checksum, as the `zstd` program writes it; `''` on a Node that has no zstd. */
export function zstdFrameOf(content: string | Buffer, { isChecked = true } = {}): Buffer {
  const { zstdCompressSync, constants } = zlib as unknown as {
    zstdCompressSync?: (content: string | Buffer, options: object) => Buffer
    constants: { ZSTD_c_checksumFlag: number }
  }
  const params = { [constants.ZSTD_c_checksumFlag]: isChecked ? 1 : 0 }
  return zstdCompressSync?.(content, { params }) ?? Buffer.alloc(0)
}

/** What an error tells about the input. */
export function about({ error }: { readonly error?: unknown }): unknown[] {
  const { name, input, format, offset } = error as TruncatedInputError
  return [name, input, format, offset]
}
