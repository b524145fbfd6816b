import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { examplesIn, examplesInPage, outputOf, type Example } from './examples.ts'

/**
 * Makes a test of every example in the docstrings beside and below a file: it runs the example, and
 * compares what that prints with the comments that tell it. White space inside brackets does not
 * count, as people write `[1, 2]` where `console.log` prints `[ 1, 2 ]`. Examples may write files: they run
 * in a temporary folder.
 * @param testFile `import.meta.url` of the test
 */
export function checkExamples(testFile: string): void {
  workInTemporaryFolder()
  const folder = dirname(fileURLToPath(testFile))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test(?:-d|-prop)?\.ts$/u.test(file))
    .toSorted()
  for (const file of files) {
    const path = join(folder, file)
    checkEach(file, path, examplesIn(readFileSync(path, 'utf8')))
  }
}

/** The same for the pages in a folder. A block that cannot run says so behind its `ts`: `no-run`. */
export function checkPages(folder: URL): void {
  workInTemporaryFolder()
  const path = fileURLToPath(folder)
  for (const file of readdirSync(path).filter((name) => name.endsWith('.md'))) {
    const page = join(path, file)
    const title = `${basename(path)}/${file}`
    checkEach(title, `${page}.ts`, examplesInPage(readFileSync(page, 'utf8')))
  }
}

function workInTemporaryFolder(): void {
  const home = process.cwd()
  const temporary = mkdtempSync(join(tmpdir(), 'rivulet-examples-'))
  beforeAll(() => process.chdir(temporary))
  afterAll(() => {
    process.chdir(home)
    rmSync(temporary, { recursive: true })
  })
}

function checkEach(file: string, path: string, examples: readonly Example[]): void {
  for (const [index, { code, line }] of examples.entries()) {
    test(`the example in ${file}, line ${line}, prints what it says`, async () => {
      const output = outputOf(code)
      expect(
        output !== '' || /\bassert\b/u.test(code),
        'an example has to print something and say what, or to assert something',
      ).toBe(true)
      expect(normalized(await printedBy(`${path}?example=${index}`))).toBe(normalized(output))
    })
  }
}

async function printedBy(example: string): Promise<string> {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    lines.push(format(...values))
  })
  try {
    await import(/* @vite-ignore */ example)
  } finally {
    log.mockRestore()
  }
  return lines.join('\n')
}

function normalized(output: string): string {
  return output
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=[[{(]) | (?=[\]})])/gu, '')
    .trim()
}
