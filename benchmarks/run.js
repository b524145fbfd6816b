// Runs the benchmarks that are named, or all of them, each in a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('dist/', import.meta.url))
const all = readdirSync(built)
  .filter((file) => file.endsWith('.bench.js'))
  .map((file) => file.replace('.bench.js', ''))
const names = process.argv.length > 2 ? process.argv.slice(2) : all

for (const name of names) {
  console.log(`\n${name}`)
  const run = spawnSync(process.execPath, ['--expose-gc', `${built}${name}.bench.js`], {
    stdio: 'inherit',
  })
  if (run.status !== 0) process.exitCode = 1
}
