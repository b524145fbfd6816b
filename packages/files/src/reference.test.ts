import { pipe, toArray } from '@rivulet/core'
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { startsGzip } from './gzipHeader.ts'
import { HOSTILE_FILES, writeHostileFile, type HostileFile } from './hostileFiles.ts'
import { lines } from './lines.ts'
import { gzipMember, numberedLines, temporaryFiles } from './testSupport.ts'

const { folder, write } = temporaryFiles()

/** Two programs that read compressed text and have nothing in common with this package. */
const PYTHON = `
import io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8-sig', 'replace', newline='\\n')
def strip(line):
    if line.endswith('\\r\\n'): return line[:-2]
    return line[:-1] if line.endswith('\\n') else line
json.dump([strip(line) for line in text], sys.stdout)
`

const available = ['gzip', 'python3'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
)

function linesOfGzipAndPython(path: string): unknown {
  const json = execFileSync('sh', ['-c', 'gzip -dc < "$1" | python3 -c "$2"', 'sh', path, PYTHON], {
    maxBuffer: 1024 * 1024 * 1024,
  })
  return JSON.parse(String(json))
}

const oddText = Buffer.concat([
  Buffer.from('\uFEFFmark\r\nlone\rreturn\n\n\0nul\0\r\r\nfür 😀\u2028x\u2029y\u0085z\v\f\n'),
  Buffer.of(0xff, 0x0a, 0xe2, 0x82, 0x0a, 0xf0, 0x9f, 0x98, 0x61, 0x0a, 0xc0, 0x80, 0x0a, 0xed),
  Buffer.of(0xa0, 0x80, 0x0a, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x0a, 0xf0, 0x9f, 0x98),
])

/** Whether `gzip` reads it without a complaint. */
function isGoodForGzip(path: string): boolean {
  const script = 'gzip -dc < "$1" > /dev/null'
  return spawnSync('sh', ['-c', script, 'sh', path]).status === 0
}

if (!available)
  console.log('Skipped: the comparison with gzip and python3, which are not installed')

describe.skipIf(!available)('the lines are those of `gzip -dc` and Python', () => {
  test.each<[string, Buffer]>([
    ['of many lines', gzipSync(numberedLines(100_000))],
    ['with odd and invalid characters', gzipSync(oddText)],
    ['that ends with a carriage return', gzipSync('one\r\ntwo\r')],
    [
      'of several members with every header field',
      Buffer.concat([
        gzipMember('one\ntw', { extra: Buffer.alloc(30), name: 'a', comment: 'b', checked: true }),
        gzipMember('', { name: 'nothing' }),
        gzipMember('o\nthree\n', { checked: true }, { level: 0 }),
      ]),
    ],
    ['padded with zeros', Buffer.concat([gzipSync('one\n'), Buffer.alloc(10_000)])],
    [
      'of 2,000 members',
      Buffer.concat(Array.from({ length: 2000 }, (_, index) => gzipSync(`${index}\n`))),
    ],
    ['of nothing', gzipSync('')],
  ])('for a file %s', async (title, file) => {
    const path = write(`${title}.gz`, file)
    expect(await pipe(lines(path), toArray())).toEqual(linesOfGzipAndPython(path))
  })
})

/** What `gzip` complains of and is read all the same. Python's module does not complain either. */
const FORGIVEN = ['padded-between.gz']

/** The files that a `gzip` without complaint can read, without those that are not compressed. */
function isGood({ name, content, error }: HostileFile): boolean {
  return error === undefined && !FORGIVEN.includes(name) && startsGzip(content())
}

describe.skipIf(!available)('a hostile file', () => {
  test('is good for `gzip -dc` where it is good for this package', () => {
    // A line of 100 MB is an error only of this package.
    const all = HOSTILE_FILES.filter(({ error }) => error?.code !== 'LINE_TOO_LONG')
    const good = all.filter((file) => {
      const path = writeHostileFile(folder, file)
      const isRead = isGoodForGzip(path)
      rmSync(path)
      return isRead
    })
    expect(good.map(({ name }) => name)).toEqual(all.filter(isGood).map(({ name }) => name))
  }, 120_000)

  test.each(HOSTILE_FILES.filter(isGood).map((file) => [file.name, file] as const))(
    'has the lines that Python makes of `gzip -dc`: %s',
    async (_, file) => {
      const path = writeHostileFile(folder, file)
      expect(await pipe(lines(path), toArray())).toEqual(linesOfGzipAndPython(path))
      rmSync(path)
    },
    60_000,
  )
})
