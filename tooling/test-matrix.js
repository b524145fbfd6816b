// Runs the tests on the newest release of every Node line that is supported beside the oldest.
import { spawnSync } from 'node:child_process'
import { readJson, root } from './workspace.js'

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['22.23.3', '24.21.0', '26.10.0']
const { packageManager } = readJson(`${root}package.json`)

const failed = versions.filter((version) => {
  console.log(`\nNode ${version}`)
  // turbo does not know which Node it runs on: without --force it would report another's results.
  const command = 'node --version && pnpm test --force'
  const npx = ['-y', '-p', `node@${version}`, '-p', packageManager, '-c', command]
  const run = spawnSync('npx', npx, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return run.status !== 0
})

console.log(failed.length > 0 ? `\nFailed on Node ${failed.join(', ')}` : '\nPassed on all')
if (failed.length > 0) process.exitCode = 1
