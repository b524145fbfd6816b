// Is a program that is built on Rivulet fast? Whole processes: log-pipeline, and the shell's own tools.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
// The program exports nothing; its sample logs are what its demo shows.
import { writeSampleLog } from '../../apps/log-pipeline/src/demo/sampleLog.ts'
import { compare } from './compare.ts'

const program = fileURLToPath(new URL('../../apps/log-pipeline/dist/cli.js', import.meta.url))
const FILES = 8
const LINES = 250_000

type Counts = readonly (readonly [path: string, count: number])[]

function run(command: string, parameters: readonly string[]): string {
  return execFileSync(command, parameters, { encoding: 'utf8' })
}

function byPath(counts: Counts): Counts {
  return counts.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function withLogPipeline(folder: string): Counts {
  const { results } = JSON.parse(run(process.execPath, [program, '--format=json', folder])) as {
    results: { path: string; count: number }[]
  }
  return byPath(results.map(({ path, count }) => [path, count]))
}

/** The ninth word is the status, if no request has a space in it: the sample logs have none. */
const AWK =
  '$9 >= 500 { split($7, target, "?"); n[target[1]]++ } END { for (p in n) print n[p], p }'

function withGawk(folder: string): Counts {
  const lines = run('sh', ['-c', `zcat "$0"/*.gz | gawk '${AWK}'`, folder])
    .trimEnd()
    .split('\n')
  return byPath(lines.map((line) => [line.split(' ')[1] ?? '', Number.parseInt(line, 10)]))
}

function hasGawk(): boolean {
  try {
    run('gawk', ['--version'])
    return true
  } catch {
    return false
  }
}

if (hasGawk()) {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-benchmark-'))
  try {
    for (let file = 1; file <= FILES; file++) {
      await writeSampleLog(join(folder, `access-${file}.log.gz`), LINES, file)
    }
    await compare('Server errors by path in eight gzipped logs', {
      'log-pipeline': () => withLogPipeline(folder),
      'zcat and gawk': () => withGawk(folder),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
} else console.log('Skipped: gawk is not installed')
