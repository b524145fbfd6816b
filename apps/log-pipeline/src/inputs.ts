import { pipe, toArray } from '@rivulet/core'
import { glob } from '@rivulet/files'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The name of standard input on the command line. */
export const STANDARD_INPUT = '-'

/** Whether an input is asked for over HTTP. */
export function isUrl(input: string): boolean {
  return /^https?:\/\//i.test(input)
}

/** An input names nothing that could be read. */
export class MissingInputError extends Error {
  override readonly name = 'MissingInputError'
}

/**
 * The files and URLs that the inputs name, in the order given, those of a folder or a glob sorted. All are looked up
 * before any is read, so that a misspelt name is told at once and not after an hour.
 * @throws MissingInputError for an input without a file
 */
export async function expandInputs(inputs: readonly string[]): Promise<string[]> {
  if (inputs.filter((input) => input === STANDARD_INPUT).length > 1) {
    throw new MissingInputError('standard input can be read only once')
  }
  const files: string[] = []
  for (const input of inputs) files.push(...(await expandInput(input)))
  return files
}

async function expandInput(input: string): Promise<string[]> {
  if (input === STANDARD_INPUT) return [input]
  if (isUrl(input)) return [checkUrl(input)]
  if (input === '') throw new MissingInputError("no such file or folder: ''")
  const found = await stat(input).catch((error: NodeJS.ErrnoException) => error)
  if (!(found instanceof Error)) return found.isDirectory() ? logsIn(input) : [input]
  if (found.code !== 'ENOENT' && found.code !== 'ENOTDIR') {
    throw new MissingInputError(`cannot read '${input}': ${found.message}`)
  }
  const files = await pipe(glob(input), toArray())
  if (files.length === 0) throw new MissingInputError(`no such file or folder: '${input}'`)
  return files
}

/** It is not asked for yet: a page or an export may be given out once only. */
function checkUrl(input: string): string {
  const url = URL.canParse(input) ? new URL(input) : undefined
  if (url === undefined) throw new MissingInputError(`not a URL: '${withoutSecrets(input)}'`)
  if (url.username === '' && url.password === '') return input
  throw new MissingInputError(
    `a URL must not hold a user name or password, give --header 'Authorization: …': ${url.host}`,
  )
}

/** What may be shown of what is no URL. */
function withoutSecrets(input: string): string {
  return input.replace(/[?#].*$/s, '').replace(/^(https?:\/\/)[^/\\]*@/i, '$1***@')
}

async function logsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new MissingInputError(`cannot read '${folder}': ${error.message}`)
  })
  const names = entries
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.log(\.gz)?$/.test(entry.name))
    .map((entry) => entry.name)
    .toSorted()
  if (names.length === 0) throw new MissingInputError(`no *.log or *.log.gz in '${folder}'`)
  return names.map((name) => join(folder, name))
}
