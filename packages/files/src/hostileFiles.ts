import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A file that readers get wrong, and what has to come of it, on every version of Node. */
export interface HostileFile {
  readonly name: string
  readonly content: () => Buffer
  /** What is delivered. */
  readonly lines: readonly string[]
  /** What comes then. */
  readonly error?: { readonly code: string; readonly offset: number }
}

// Written by `gzip -9n`: what another version of zlib writes may be cut at other places.
const FIRST = Buffer.from(
  '1f8b08000000000002034bcb2c2a2ee12a4e4dcecf4be12ac9c82c4a51c8c9cc4be502008495fcb618000000',
  'hex',
)
const SECOND = Buffer.from(
  '1f8b08000000000002034bcb2f2d2ac9e04acb4c2bc95048cc4b51c8492c2ee10200cd999b4616000000',
  'hex',
)
const FIRST_LINES = ['first', 'second', 'third line']
const LINES = [...FIRST_LINES, 'fourth', 'fifth and last']
const BOTH = Buffer.concat([FIRST, SECOND])

/** A multiple of it is where a chunk ends, whether it was read from a file or comes out of zlib. */
const CHUNK = 128 * 1024
const CHUNKS = 9

const MEBIBYTES_100 = 100 * 1024 * 1024

function without(file: Buffer, byteFromEnd: number): Buffer {
  const damaged = Buffer.from(file)
  damaged[file.length - byteFromEnd] = (file[file.length - byteFromEnd] ?? 0) ^ 1
  return damaged
}

/** Lines of `x`, with `bytes` over each place where a chunk ends: its first byte is the last one of a chunk. */
function acrossChunks(bytes: Buffer): Buffer {
  const text = Buffer.alloc(CHUNKS * CHUNK, 'x')
  for (let at = 99; at < text.length; at += 100) text[at] = 0x0a
  for (let end = CHUNK; end < text.length; end += CHUNK) {
    text.fill('x', end - 10, end + 10)
    bytes.copy(text, end - 1)
  }
  return text
}

/** The lines of text that has no lone `\r` and no byte-order mark, read in the most obvious way. */
function linesOf(text: Buffer): string[] {
  const lines = text.toString().split(/\r?\n/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

const crLf = acrossChunks(Buffer.from('\r\n'))
const invalid = acrossChunks(Buffer.of(0xe2, 0x82, 0x61))
const emoji = acrossChunks(Buffer.from('😀'))
const odd = 'lone\rreturn\nu\u2028v\u2029w\u0085x\n\0nul\0\nvt\vff\f\n\n'
const oddLines = ['lone\rreturn', 'u\u2028v\u2029w\u0085x', '\0nul\0', 'vt\vff\f', '']

type Failure = NonNullable<HostileFile['error']>

const truncated = (offset: number): Failure => ({ code: 'TRUNCATED_INPUT', offset })
const corrupt = (offset: number): Failure => ({ code: 'CORRUPT_INPUT', offset })

/** How many bytes of `BOTH` each line takes to be decoded to its end. */
const BYTES_FOR_LINE = [17, 24, 35, FIRST.length + 18, FIRST.length + 33]

function cutAtEveryByte(): HostileFile[] {
  return Array.from({ length: BOTH.length }, (_, length) => ({
    name: `cut-at-${length}.gz`,
    content: () => BOTH.subarray(0, length),
    lines: LINES.slice(0, BYTES_FOR_LINE.filter((bytes) => bytes <= length).length),
    // Without any byte it is an empty file, and at the end of a member it is whole.
    ...(length === 0 || length === FIRST.length ? {} : { error: truncated(length) }),
  }))
}

/** The table: every file, and its outcome. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: 'single.gz', content: () => FIRST, lines: FIRST_LINES },
  { name: 'members.gz', content: () => BOTH, lines: LINES },
  {
    name: 'many-members.gz',
    content: () => Buffer.concat(Array.from({ length: 500 }, () => BOTH)),
    lines: Array.from({ length: 500 }, () => LINES).flat(),
  },
  {
    name: 'padded.gz',
    content: () => Buffer.concat([BOTH, Buffer.alloc(10_000)]),
    lines: LINES,
  },
  {
    name: 'padded-between.gz',
    content: () => Buffer.concat([FIRST, Buffer.alloc(511), SECOND, Buffer.alloc(1)]),
    lines: LINES,
  },
  {
    name: 'garbage.gz',
    content: () => Buffer.concat([BOTH, Buffer.from('garbage')]),
    lines: LINES,
    error: corrupt(BOTH.length),
  },
  {
    name: 'padded-garbage.gz',
    content: () => Buffer.concat([BOTH, Buffer.alloc(600), Buffer.from('garbage')]),
    lines: LINES,
    error: corrupt(BOTH.length + 600),
  },
  { name: 'header-only.gz', content: () => FIRST.subarray(0, 10), lines: [], error: truncated(10) },
  { name: 'empty.gz', content: () => Buffer.alloc(0), lines: [] },
  { name: 'empty-member.gz', content: () => gzipSync(''), lines: [] },
  {
    name: 'bad-checksum.gz',
    content: () => Buffer.concat([SECOND, without(FIRST, 8)]),
    lines: [...LINES.slice(3), ...FIRST_LINES],
    error: corrupt(BOTH.length - 8),
  },
  {
    name: 'bad-length.gz',
    content: () => Buffer.concat([SECOND, without(FIRST, 4)]),
    lines: [...LINES.slice(3), ...FIRST_LINES],
    error: corrupt(BOTH.length - 8),
  },
  { name: 'gzip-named.log', content: () => BOTH, lines: LINES },
  { name: 'plain-named.gz', content: () => Buffer.from('plain\ntext\n'), lines: ['plain', 'text'] },
  {
    name: 'plain-that-begins-like-gzip.log',
    content: () => Buffer.from('\x1fplain\n'),
    lines: ['\x1fplain'],
  },
  {
    name: 'mark.log',
    content: () => Buffer.from('\uFEFFone\n\uFEFFtwo'),
    lines: ['one', '\uFEFFtwo'],
  },
  {
    name: 'mark.log.gz',
    content: () => gzipSync('\uFEFFone\r\n\uFEFFtwo'),
    lines: ['one', '\uFEFFtwo'],
  },
  { name: 'nothing-but-a-mark.log', content: () => Buffer.from('\uFEFF'), lines: [] },
  { name: 'crlf-across-chunks.log', content: () => crLf, lines: linesOf(crLf) },
  { name: 'crlf-across-chunks.log.gz', content: () => gzipSync(crLf), lines: linesOf(crLf) },
  { name: 'odd.log', content: () => Buffer.from(odd), lines: oddLines },
  { name: 'odd.log.gz', content: () => gzipSync(odd), lines: oddLines },
  { name: 'no-final-newline.log', content: () => Buffer.from('one\ntwo'), lines: ['one', 'two'] },
  { name: 'final-return.log.gz', content: () => gzipSync('one\r\ntwo\r'), lines: ['one', 'two\r'] },
  {
    name: 'no-newline-in-100-mb.log',
    content: () => Buffer.alloc(MEBIBYTES_100, 'x'),
    lines: [],
    error: { code: 'LINE_TOO_LONG', offset: 0 },
  },
  {
    name: 'no-newline-in-100-mb-after-a-line.log.gz',
    content: () =>
      gzipSync(Buffer.concat([Buffer.from('one\n'), Buffer.alloc(MEBIBYTES_100, 'x')])),
    lines: ['one'],
    error: { code: 'LINE_TOO_LONG', offset: 4 },
  },
  { name: 'invalid-across-chunks.log', content: () => invalid, lines: linesOf(invalid) },
  {
    name: 'invalid-across-chunks.log.gz',
    content: () => gzipSync(invalid),
    lines: linesOf(invalid),
  },
  { name: 'emoji-across-chunks.log', content: () => emoji, lines: linesOf(emoji) },
  { name: 'emoji-across-chunks.log.gz', content: () => gzipSync(emoji), lines: linesOf(emoji) },
  {
    name: 'zeros.log.gz',
    content: () => gzipSync(Buffer.alloc(1_000_000)),
    lines: ['\0'.repeat(1_000_000)],
  },
  ...cutAtEveryByte(),
]

/** Writes a file into a folder. */
export function writeHostileFile(folder: string, { name, content }: HostileFile): string {
  const path = join(folder, name)
  writeFileSync(path, content())
  return path
}
