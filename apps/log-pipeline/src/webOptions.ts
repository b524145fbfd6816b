import { byCursor, byLink, byNextUrl, byOffset, byPage, type Strategy } from '@rivulet/http'
import { byPointer } from './jsonPointer.ts'
import { UsageError } from './usageError.ts'

/** How logs are asked for over HTTP. */
export interface WebOptions {
  readonly headers: [string, string][]
  /** How an API leads from page to page; `undefined` for a single body. */
  readonly strategy: Strategy | undefined
  /** Where the entries are in a page or in a JSON body; `undefined` for a log. */
  readonly items: { readonly pointer: string; readonly find: Find } | undefined
  /** Finds the line, or the entry, in an item. */
  readonly lineOf: Find
  readonly maxPages: number | undefined
}

type Find = (value: unknown) => unknown

/** What of the command line is about HTTP, as it was written. */
export interface WebFlags {
  readonly paginate?: string | undefined
  readonly param?: string | undefined
  readonly next?: string | undefined
  readonly items?: string | undefined
  readonly line?: string | undefined
  readonly 'max-pages'?: string | undefined
  readonly header?: readonly string[] | undefined
}

/** @throws UsageError */
export function parseWebOptions(flags: WebFlags): WebOptions {
  const { paginate, items, line } = flags
  const strategy = paginate === undefined ? undefined : strategyOf(paginate, flags)
  for (const flag of ['param', 'next', 'max-pages'] as const) {
    if (paginate === undefined && flags[flag] !== undefined) {
      throw new UsageError(`--${flag} needs --paginate`)
    }
  }
  if (line !== undefined && strategy === undefined && items === undefined) {
    throw new UsageError('--line needs --paginate or --items')
  }
  return {
    headers: headersOf(flags.header ?? []),
    strategy,
    items: items === undefined ? undefined : { pointer: items, find: pointerOf('items', items) },
    lineOf: pointerOf('line', line ?? ''),
    maxPages: countOf(flags['max-pages']),
  }
}

/** The strategies by their names on the command line. */
const STRATEGIES = {
  link: { takes: [], make: () => byLink() },
  page: { takes: ['param'], make: ({ param }: WebFlags) => byPage(given({ param })) },
  offset: { takes: ['param'], make: ({ param }: WebFlags) => byOffset(given({ param })) },
  cursor: {
    takes: ['param', 'next'],
    make: ({ param = 'cursor', next }: WebFlags) =>
      byCursor({ param, next: required('cursor', next) as (body: unknown) => string | undefined }),
  },
  next: {
    takes: ['next'],
    make: ({ next }: WebFlags) =>
      byNextUrl(required('next', next) as (body: unknown) => string | undefined),
  },
} as const

function strategyOf(name: string, flags: WebFlags): Strategy {
  if (!Object.hasOwn(STRATEGIES, name)) {
    throw new UsageError(
      `--paginate must be one of ${Object.keys(STRATEGIES).join(', ')}, not '${name}'`,
    )
  }
  const { takes, make } = STRATEGIES[name as keyof typeof STRATEGIES]
  for (const flag of ['param', 'next'] as const) {
    if (flags[flag] !== undefined && !(takes as readonly string[]).includes(flag)) {
      throw new UsageError(`--${flag} has no meaning with --paginate ${name}`)
    }
  }
  if (flags.param === '') throw new UsageError('--param must not be empty')
  return make(flags)
}

function given(options: { readonly param: string | undefined }): { readonly param?: string } {
  return options.param === undefined ? {} : { param: options.param }
}

function required(strategy: string, next: string | undefined): Find {
  if (next === undefined) {
    throw new UsageError(`--paginate ${strategy} needs --next, where a page names the one after it`)
  }
  return pointerOf('next', next)
}

function pointerOf(flag: string, pointer: string): Find {
  const find = byPointer(pointer)
  if (find !== undefined) return find
  throw new UsageError(`--${flag} must be a JSON Pointer such as /data/entries, not '${pointer}'`)
}

function countOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count
  throw new UsageError(`--max-pages must be a whole number of at least 1, not '${text}'`)
}

function headersOf(lines: readonly string[]): [string, string][] {
  try {
    const headers = lines.map((line): [string, string] => {
      const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? []
      return [name, value]
    })
    // It checks names and values.
    return [...new Headers(headers)]
  } catch {
    // What was given is not shown: it may be a password.
    throw new UsageError("--header must be 'Name: value'")
  }
}
