import { pipe, toArray } from '@rivulet/core'
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { lines } from './lines.ts'
import { gzipMember, numberedLines, temporaryFolder } from './testSupport.ts'

const folder = temporaryFolder()

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
  const json = execFileSync('sh', ['-c', 'gzip -dc "$1" | python3 -c "$2"', 'sh', path, PYTHON], {
    maxBuffer: 1024 * 1024 * 1024,
  })
  return JSON.parse(String(json))
}

const oddText = Buffer.concat([
  Buffer.from('\uFEFFmark\r\nlone\rreturn\n\n\0nul\0\r\r\nfür 😀\u2028x\u2029y\u0085z\v\f\n'),
  Buffer.of(0xff, 0x0a, 0xe2, 0x82, 0x0a, 0xf0, 0x9f, 0x98, 0x61, 0x0a, 0xc0, 0x80, 0x0a, 0xed),
  Buffer.of(0xa0, 0x80, 0x0a, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x0a, 0xf0, 0x9f, 0x98),
])

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
    const path = join(folder, `${title}.gz`)
    writeFileSync(path, file)
    expect(await pipe(lines(path), toArray())).toEqual(linesOfGzipAndPython(path))
  })
})
