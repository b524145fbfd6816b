// Makes itself a folder of gzipped logs and runs log-pipeline on it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSampleLog } from './demo/sampleLog.ts'
import { main } from './main.ts'

const FILES = 4
const LINES = 100_000

const folder = await mkdtemp(join(tmpdir(), 'log-pipeline-'))
try {
  console.log(`Writing ${FILES} gzipped logs of ${LINES.toLocaleString('en')} lines to ${folder}`)
  for (let file = 1; file <= FILES; file++) {
    await writeSampleLog(join(folder, `access-${file}.log.gz`), LINES, file)
  }
  console.log(`\n$ log-pipeline ${folder}\n`)
  process.exitCode = await main([folder], process)
} finally {
  await rm(folder, { recursive: true })
}
