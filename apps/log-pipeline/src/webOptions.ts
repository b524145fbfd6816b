import { byCursor, byKey, byLink, byNextUrl, byOffset, byPage, type Strategy } from '@rivulet/http'
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
  readonly key?: string | undefined
  readonly start?: string | undefined
  readonly items?: string | undefined
  readonly line?: string | undefined
  readonly 'max-pages'?: string | undefined
  readonly header?: readonly string[] | undefined
}

/** What of it is for one strategy or another. */
const STRATEGY_FLAGS = ['param', 'next', 'key', 'start'] as const

/** @throws UsageError */
export function parseWebOptions(flags: WebFlags): WebOptions {
  const { paginate, items, line } = flags
  const strategy = paginate === undefined ? undefined : strategyOf(paginate, flags)
  for (const flag of [...STRATEGY_FLAGS, 'max-pages'] as const) {
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
    maxPages: countOf('max-pages', flags['max-pages'], 1),
  }
}

/** The strategies by their names on the command line. */
const STRATEGIES = {
  link: { takes: [], make: () => byLink() },
  page: {
    takes: ['param', 'start'],
    make: ({ param, start }: WebFlags) => byPage({ param, start: countOf('start', start, 0) }),
  },
  offset: {
    takes: ['param', 'start'],
    make: ({ param, start }: WebFlags) => byOffset({ param, start: countOf('start', start, 0) }),
  },
  cursor: {
    takes: ['param', 'next'],
    make: ({ param = 'cursor', next }: WebFlags) => {
      const pointer = required('cursor', 'next', next, 'where a page names the one after it')
      return byCursor({ param, next: pointerOf('next', pointer) as (body: unknown) => string })
    },
  },
  next: {
    takes: ['next'],
    make: ({ next }: WebFlags) => {
      const pointer = required('next', 'next', next, 'where a page names the one after it')
      return byNextUrl(pointerOf('next', pointer) as (body: unknown) => string)
    },
  },
  key: {
    takes: ['param', 'key'],
    make: ({ param, key }: WebFlags) => {
      const pointer = required('key', 'key', key, 'where an entry has its key')
      return byKey({
        param: required('key', 'param', param, 'the query parameter for the key of the last entry'),
        key: pointerOf('key', pointer) as (item: unknown) => string,
      })
    },
  },
} as const

function strategyOf(name: string, flags: WebFlags): Strategy {
  if (!Object.hasOwn(STRATEGIES, name)) {
    throw new UsageError(
      `--paginate must be one of ${Object.keys(STRATEGIES).join(', ')}, not '${name}'`,
    )
  }
  const { takes, make } = STRATEGIES[name as keyof typeof STRATEGIES]
  for (const flag of STRATEGY_FLAGS) {
    if (flags[flag] !== undefined && !(takes as readonly string[]).includes(flag)) {
      throw new UsageError(`--${flag} has no meaning with --paginate ${name}`)
    }
  }
  if (flags.param === '') throw new UsageError('--param must not be empty')
  return make(flags)
}

function required(
  strategy: string,
  flag: string,
  value: string | undefined,
  meaning: string,
): string {
  if (value !== undefined) return value
  throw new UsageError(`--paginate ${strategy} needs --${flag}, ${meaning}`)
}

function pointerOf(flag: string, pointer: string): Find {
  const find = byPointer(pointer)
  if (find !== undefined) return find
  throw new UsageError(`--${flag} must be a JSON Pointer such as /data/entries, not '${pointer}'`)
}

function countOf(flag: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const count = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least) return count
  throw new UsageError(`--${flag} must be a whole number of at least ${least}, not '${text}'`)
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
