import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkExamples } from '../../../tooling/check-examples.ts'
import { exportsWithoutExample, typeErrors } from '../../../tooling/compiler.ts'
import { examplesIn, examplesInPage, outputOf } from '../../../tooling/examples.ts'

checkExamples(import.meta.url)

describe('what an example says that it prints', () => {
  test('stands behind a `console.log`', () => {
    expect(outputOf("console.log('a') // a\nconst n = 1\nconsole.log(n) // 1\n")).toBe('a\n1')
  })

  test('stands behind the end of one that goes over several lines', () => {
    expect(outputOf('console.log(\n  await pipe(source, count()),\n) // 3\n')).toBe('3')
  })

  test('stands on the lines after it, as many as there are', () => {
    expect(outputOf('console.log(a, b)\n// 1\n// 2\n')).toBe('1\n2')
  })

  test('stands after the block of one', () => {
    expect(outputOf('for (const n of range(0, 2)) {\n  console.log(n)\n}\n// 0\n// 1\n')).toBe(
      '0\n1',
    )
  })

  test('is not what other comments say', () => {
    const code =
      '// First.\nconst url = "http://a"\nconsole.log(1) // 1\n\n// Then.\nrun() // fast\n'
    expect(outputOf(code)).toBe('1')
  })

  test('may be nothing', () => {
    expect(outputOf('pipe(source, forEach(print))\n')).toBe('')
  })
})

test('the examples of a file are those in its docstrings that are marked `ts`', () => {
  const file = [
    '/**',
    ' * Adds.',
    ' * ```ts',
    ' * add(1)',
    ' * ```',
    ' * ```sh',
    ' * npm install',
    ' * ```',
    ' */',
    'export function add() {}',
    'const text = "```ts"',
  ].join('\n')
  expect(examplesIn(file)).toEqual([{ code: 'add(1)\n', line: 4, needs: [] }])
})

test('the examples of a page are its blocks that are marked `ts` and nothing else', () => {
  const page = ['# Adding', '```ts', 'add(1)', '```', '```ts no-run', 'add()', '```'].join('\n')
  expect(examplesInPage(`${page}\n`)).toEqual([{ code: 'add(1)\n', line: 3, needs: [] }])
})

test('an example may say what it needs of Node', () => {
  const page = '```ts needs node:sea node:stream/iter\nadd(1)\n```\n'
  const needs = ['node:sea', 'node:stream/iter']
  expect(examplesInPage(page)).toEqual([{ code: 'add(1)\n', line: 2, needs }])
})

test('what the compiler says of an example comes with its place in the file', () => {
  const code = "import { range } from '@rivulet/core'\n\nconsole.log(range('0', 2))\n"
  const example = { code, place: (line: number) => `map.ts, line ${10 + line}` }
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const modules = new Map([[join(folder, 'map.example.ts'), example]])
  expect(typeErrors(dirname(folder), modules)).toEqual([
    "map.ts, line 12: Argument of type 'string' is not assignable to parameter of type 'number'.",
  ])
}, 60_000)

test('an export lacks an example if its docstring has none that is run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-exports-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = {
    'package.json':
      '{ "exports": { ".": { "@rivulet/source": "./index.ts", "default": "./x.js" } } }',
    'tsconfig.json': '{ "compilerOptions": { "types": [], "allowImportingTsExtensions": true } }',
    'index.ts': `
      /** Nothing to see. */
      export const plain = 1
      export type { Shown, Told } from './types.ts'
      export { type Idle as Renamed } from './types.ts'`,
    'types.ts': `
      /**
       * With an example.
       * @example
       * \`\`\`ts
       * console.log(1) // 1
       * \`\`\`
       */
      export interface Shown {}
      /**
       * With one that is in no fence.
       * @example console.log(1)
       */
      export interface Told {}
      /**
       * With one that is not run.
       * @example
       * \`\`\`ts no-run
       * console.log(1) // 1
       * \`\`\`
       */
      export type Idle = 1`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  expect(exportsWithoutExample(folder)).toEqual(
    ['plain', 'Told', 'Renamed'].map((name) => `index.ts: ${name}`),
  )
}, 60_000)
