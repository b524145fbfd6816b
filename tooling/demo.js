// Builds log-pipeline and what it stands on, silently unless that fails, and runs its demo.
import { spawnSync } from 'node:child_process'
import { root } from './workspace.js'

const app = '@rivulet/log-pipeline'
const build = spawnSync('turbo', ['run', 'build', `--filter=${app}`], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
})

if (build.status === 0) {
  const demo = spawnSync(process.execPath, ['dist/demo.js', ...process.argv.slice(2)], {
    cwd: `${root}apps/log-pipeline`,
    stdio: 'inherit',
  })
  process.exitCode = demo.status ?? 1
} else {
  console.error(build.error ?? `${build.stdout}${build.stderr}`)
  process.exitCode = 1
}
