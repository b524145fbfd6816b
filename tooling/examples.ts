import { readFileSync } from 'node:fs'

/** One example of a docstring or of a page. */
export interface Example {
  readonly code: string
  /** The line of the file that its code begins at. */
  readonly line: number
  /** Modules of Node that it needs and not every Node has. */
  readonly needs: readonly string[]
}

const DOCSTRING = /\/\*\*.*?\*\//gsu
const FENCED = /^```ts(?: needs ([^\n]+))?\n(.*?)^```$/gmsu

/** The examples in the docstrings of a file: what stands in their fences, as on a page. */
export function examplesIn(source: string): Example[] {
  return [...source.matchAll(DOCSTRING)].flatMap((docstring) => {
    const text = docstring[0].replaceAll(/^[ \t]*\* ?/gmu, '')
    const first = lineAt(source, docstring.index) - 1
    return examplesInPage(text).map((example) => ({ ...example, line: first + example.line }))
  })
}

/**
 * The examples of a page in Markdown. A fence marked `ts needs node:a node:b` is run where Node has these
 * modules; one whose info string says anything else behind `ts` is not run.
 */
export function examplesInPage(page: string): Example[] {
  return [...page.matchAll(FENCED)].map(({ 1: needs = '', 2: code = '', index }) => ({
    code,
    line: lineAt(page, index) + 1,
    needs: needs.split(' ').filter(Boolean),
  }))
}

/**
 * What an example says that it prints, in the comments that follow a `console.log`: on the same line,
 * on the next lines, or after the block that it stands in. Comments before any `console.log`, and
 * after what one prints has been told, say something else.
 */
export function outputOf(code: string): string {
  const output: string[] = []
  let printed = false
  let telling = false
  for (const line of code.split('\n')) {
    const [, before = '', comment] = /^(.*?)(?:(?<!\S)\/\/ ?(.*))?$/u.exec(line) ?? []
    const alone = before.trim() === ''
    if (before.includes('console.log(')) printed = true
    telling = comment !== undefined && (printed || (telling && alone))
    if (!telling) continue
    output.push(comment ?? '')
    printed = false
  }
  return output.join('\n')
}

const QUERY = /(?:\.md)?\.ts\?example=(\d+)$/u
const IN_PAGE = /\.md\.ts\?example=\d+$/u

/**
 * Lets `import('…/map.ts?example=0')` run the first example of that file, as if it stood beside it, and
 * `import('…/README.md.ts?example=0')` that of a page. A page may stand outside of any package: what
 * it imports is found from the package whose tests run.
 */
export function examples() {
  let root = ''
  return {
    name: 'rivulet:examples',
    enforce: 'pre' as const,
    configResolved(config: { readonly root: string }): void {
      root = config.root
    },
    resolveId(this: Resolver, specifier: string, importer: string | undefined): unknown {
      const isBare = /^@?\w/u.test(specifier)
      return isBare && importer !== undefined && IN_PAGE.test(importer)
        ? this.resolve(specifier, `${root}/package.json`, { skipSelf: true })
        : undefined
    },
    load(id: string): string | undefined {
      const match = QUERY.exec(id)
      if (match === null) return undefined
      const [all, index] = match
      const file = id.slice(0, match.index)
      const found = all.startsWith('.md')
        ? examplesInPage(readFileSync(`${file}.md`, 'utf8'))
        : examplesIn(readFileSync(`${file}.ts`, 'utf8'))
      return found[Number(index)]?.code
    },
  }
}

/** What is used of the context of a plugin. */
interface Resolver {
  resolve(specifier: string, importer: string, options: { skipSelf: boolean }): unknown
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
