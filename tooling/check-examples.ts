import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import { expect, test, vi } from 'vitest'
import { exportsWithoutExample, typeErrors, type VirtualModule } from './compiler.ts'
import { examplesIn, examplesInPage, outputOf, type Example } from './examples.ts'

/** A compiler that others share the processor with may take its time. */
const COMPILER = { timeout: 60_000 }

/**
 * Makes a test of every example in the docstrings beside and below a file: it runs the example, and
 * compares what that prints with the comments that tell it. White space inside brackets does not
 * count, as people write `[1, 2]` where `console.log` prints `[ 1, 2 ]`. Examples may write files: each runs
 * in a folder of its own. One test more has the compiler check them all, and another one finds what the
 * package exports, types too, without an example.
 * @param testFile `import.meta.url` of a test in the package's `src`
 */
export function checkExamples(testFile: string): void {
  const folder = dirname(fileURLToPath(testFile))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test(?:-d|-prop)?\.ts$/u.test(file))
    .toSorted()
    .map((file) => {
      const path = join(folder, file)
      return { title: file, path, examples: examplesIn(readFileSync(path, 'utf8')) }
    })
  checkAll(basename(dirname(folder)), files, folder)
  test('every export has a docstring with an example that is run', COMPILER, () => {
    expect(exportsWithoutExample(dirname(folder))).toEqual([])
  })
}

/** The same for the pages in a folder. A block that cannot run says so behind its `ts`: `no-run`. */
export function checkPages(folder: URL): void {
  const path = fileURLToPath(folder)
  const pages = readdirSync(path)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const page = join(path, name)
      const examples = examplesInPage(readFileSync(page, 'utf8'))
      return { title: `${basename(path)}/${name}`, path: `${page}.ts`, examples }
    })
  checkAll(basename(path), pages, join(process.cwd(), 'src'))
}

interface Examples {
  readonly title: string
  readonly path: string
  readonly examples: readonly Example[]
}

/** @param folder in the package whose options the compiler takes, and whose dependencies it finds */
function checkAll(name: string, files: readonly Examples[], folder: string): void {
  for (const file of files) checkEach(file)
  const modules = files.flatMap(({ title, examples }) =>
    examples.map(({ code, line }): [path: string, VirtualModule] => [
      join(folder, `${title}.example-${line}.ts`),
      { code, place: (at) => `${title}, line ${line + at}` },
    ]),
  )
  if (modules.length === 0) return
  // What a Node may lack, its types may lack.
  const untyped = new Set(files.flatMap(({ examples }) => examples.flatMap(({ needs }) => needs)))
  const declarations = Array.from(untyped, (needed) => `declare module '${needed}'\n`).join('')
  modules.push([join(folder, 'untyped.d.ts'), { code: declarations, place: () => 'untyped.d.ts' }])
  test(`the compiler takes the examples of ${name}`, COMPILER, () => {
    expect(typeErrors(dirname(folder), new Map(modules))).toEqual([])
  })
}

function checkEach({ title, path, examples }: Examples): void {
  for (const [index, { code, line, needs }] of examples.entries()) {
    test(`the example in ${title}, line ${line}, prints what it says`, async ({ skip }) => {
      for (const name of needs) {
        skip(process.getBuiltinModule(name) === undefined, `this Node has no ${name}`)
      }
      const output = outputOf(code)
      expect(
        output !== '' || /\bassert\b/u.test(code),
        'an example has to print something and say what, or to assert something',
      ).toBe(true)
      const printed = await inFolderOfItsOwn(() => printedBy(`${path}?example=${index}`))
      expect(normalized(printed)).toBe(normalized(output))
    })
  }
}

async function inFolderOfItsOwn<T>(run: () => Promise<T>): Promise<T> {
  const home = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-example-'))
  process.chdir(folder)
  try {
    return await run()
  } finally {
    process.chdir(home)
    rmSync(folder, { recursive: true })
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
