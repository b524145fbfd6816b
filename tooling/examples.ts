import { readFileSync } from 'node:fs'

/** One example of a docstring. */
export interface Example {
  readonly code: string
  /** The line of the file that its code begins at. */
  readonly line: number
}

const DOCSTRING = /\/\*\*.*?\*\//gsu
const FENCED = /^```ts\n(.*?)^```$/gmsu

/** The examples in the docstrings of a file: what stands in a fence that is marked `ts`. */
export function examplesIn(source: string): Example[] {
  return [...source.matchAll(DOCSTRING)].flatMap((docstring) => {
    const text = docstring[0].replaceAll(/^[ \t]*\* ?/gmu, '')
    return [...text.matchAll(FENCED)].map((fence) => ({
      code: fence[1] ?? '',
      line: lineAt(source, docstring.index) + lineAt(text, fence.index),
    }))
  })
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

const QUERY = /\?example=(\d+)$/u

/** Lets `import('…/map.ts?example=0')` run the first example of that file, as if it stood beside it. */
export function examples() {
  return {
    name: 'rivulet:examples',
    enforce: 'pre' as const,
    load(id: string): string | undefined {
      const match = QUERY.exec(id)
      if (match === null) return undefined
      return examplesIn(readFileSync(id.slice(0, match.index), 'utf8'))[Number(match[1])]?.code
    },
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
