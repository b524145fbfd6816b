import { parseArgs } from 'node:util'
import { UsageError } from './usageError.ts'
import { parseWebOptions, type WebOptions } from './webOptions.ts'

/** What the command line asks for. */
export interface Options {
  readonly inputs: readonly string[]
  readonly format: 'table' | 'json'
  readonly web: WebOptions
}

export const USAGE = `Usage: log-pipeline [options] <input...>

Counts the server errors (status 500 and above) of each path in Apache and nginx
access logs, and prints them, most frequent first.

An input is a file, a folder (its *.log and *.log.gz), a quoted glob, an http or
https URL, or - for standard input. Gzip is recognised by its first bytes.

Options:
  --format <table|json>  how to print the result (default: table)
  -h, --help             print this text
  -v, --version          print the version

Options for URLs. Without --paginate and --items, a URL answers with a log.
  --header <name: value> send a header; can be given several times
  --items <pointer>      where the entries are in the JSON, as a JSON Pointer such
                         as /data/entries (default: the page itself)
  --line <pointer>       where the line is in an entry (default: the entry itself,
                         a line, or an object as in a JSON log)
  --paginate <how>       how the API leads from page to page:
                           link     by a Link header
                           page     by numbers, ?page=1, until a page is empty
                           offset   by offsets, ?offset=0, until a page is empty
                           cursor   by a token in the page, sent as ?cursor=…
                           next     by a URL in the page
                           key      by the key of the last entry, until a page is
                                    empty
  --param <name>         the query parameter of page, offset, cursor or key
  --start <number>       the first page (default: 1) or offset (default: 0)
  --next <pointer>       where the token or the URL is in the page
  --key <pointer>        where the key is in an entry
  --max-pages <count>    read no more pages (default: 10,000, more is an error)

Exit status: 0 when everything was read, 1 when an input could not be read to its
end (what was read of it is counted), 2 when an input is missing or the command
line is wrong, 130 when interrupted.
`

/**
 * @returns the options, or which text to print instead
 * @throws UsageError
 */
export function parseOptions(parameters: readonly string[]): Options | 'help' | 'version' {
  const { values, positionals } = parse(parameters)
  if (values.help) return 'help'
  if (values.version) return 'version'
  const { format } = values
  if (format !== 'table' && format !== 'json') {
    throw new UsageError(`--format must be table or json, not '${format}'`)
  }
  if (positionals.length === 0) throw new UsageError('no input was given')
  return { inputs: positionals, format, web: parseWebOptions(values) }
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'table' },
        header: { type: 'string', multiple: true },
        items: { type: 'string' },
        line: { type: 'string' },
        paginate: { type: 'string' },
        param: { type: 'string' },
        next: { type: 'string' },
        key: { type: 'string' },
        start: { type: 'string' },
        'max-pages': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
