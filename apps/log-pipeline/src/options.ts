import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Options {
  readonly inputs: readonly string[]
  readonly format: 'table' | 'json'
}

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const USAGE = `Usage: log-pipeline [options] <input...>

Counts the server errors (status 500 and above) of each path in Apache and nginx
access logs, and prints them, most frequent first.

An input is a file, a folder (its *.log and *.log.gz), a quoted glob, or - for
standard input. Gzip is recognised by its first bytes.

Options:
  --format <table|json>  how to print the result (default: table)
  -h, --help             print this text
  -v, --version          print the version

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
  return { inputs: positionals, format }
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'table' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', short: 'v', default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
