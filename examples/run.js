// Runs every example against the built packages. An example asserts what it shows, so it passes
// when it exits with 0.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('dist/', import.meta.url))
const examples = readdirSync(built).filter((file) => file.endsWith('.js'))

const failed = examples.filter((file) => {
  const run = spawnSync(process.execPath, ['--enable-source-maps', `${built}${file}`], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
    timeout: 60_000,
  })
  const passed = run.status === 0
  console.log(`${passed ? 'ok' : 'FAILED'} ${basename(file, '.js')}.ts`)
  if (run.stdout) console.log(run.stdout.trimEnd().replaceAll(/^/gmu, '   '))
  if (!passed) console.log(`${run.stderr}${run.error ? `${run.error}\n` : ''}`)
  return !passed
})

console.log(`${examples.length} examples, ${failed.length} failed`)
if (examples.length === 0 || failed.length > 0) process.exitCode = 1
