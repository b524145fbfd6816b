// Which paths fail most? Lines out of a gzipped log, a generator function of one's own as a stage, a count.
import { countBy, filter, pipe } from '@rivulet/core'
import { lines } from '@rivulet/files'
import { deepStrictEqual } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Entry {
  readonly path: string
  readonly status: number
}

async function* parse(source: AsyncIterable<string>): AsyncGenerator<Entry> {
  for await (const line of source) {
    const [path = '', status] = line.split(' ')
    yield { path, status: Number(status) }
  }
}

const folder = await mkdtemp(join(tmpdir(), 'rivulet-example-'))
try {
  await writeFile(join(folder, 'access-1.log.gz'), gzipSync('/a 200\n/b 500\n'))
  await writeFile(join(folder, 'access-2.log.gz'), gzipSync('/b 503\n/c 500\n'))

  const failures = await pipe(
    lines(join(folder, '*.log.gz')), // nothing is opened yet
    parse,
    filter((entry) => entry.status >= 500),
    countBy((entry) => entry.path), // a sink: now it runs, and everything it opened is closed
  )

  console.log(failures) // Map(2) { '/b' => 2, '/c' => 1 }
  deepStrictEqual(
    [...failures],
    [
      ['/b', 2],
      ['/c', 1],
    ],
  )
} finally {
  await rm(folder, { recursive: true })
}
