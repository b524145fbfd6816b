// Prints `passed failed skipped`, summed over the reports that the last `pnpm test` left. What went
// wrong outside a test counts as a failure: a package without a report, a file that did not load.
// `--clear` removes the reports, so that none of an earlier run is counted.
import { existsSync, rmSync } from 'node:fs'
import { readJson, workspaces } from './workspace.js'

const tested = workspaces().filter(({ manifest }) => manifest.scripts?.['test'])

if (process.argv.includes('--clear')) {
  for (const { directory } of tested)
    rmSync(`${directory}.reports`, { recursive: true, force: true })
} else {
  let passed = 0
  let failed = 0
  let skipped = 0
  for (const { directory, manifest } of tested) {
    const path = `${directory}.reports/vitest.json`
    if (!existsSync(path)) {
      console.error(`${manifest.name}: no test report`)
      failed += 1
      continue
    }
    const report = readJson(path)
    passed += report.numPassedTests
    failed += report.numFailedTests + brokenFiles(report)
    skipped += report.numPendingTests + report.numTodoTests
    if (report.numTotalTests === 0) {
      console.error(`${manifest.name}: no test ran`)
      failed += 1
    }
  }
  console.log(passed, failed, skipped)
}

/**
 * Test files that failed although none of their tests did.
 * @param {{ testResults: { status: string, name: string, assertionResults: { status: string }[] }[] }} report
 */
function brokenFiles({ testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  for (const { name } of broken) console.error(`${name}: failed outside its tests`)
  return broken.length
}
