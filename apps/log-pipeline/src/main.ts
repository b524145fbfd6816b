import { createRequire } from 'node:module'
import { expandInputs, MissingInputError } from './inputs.ts'
import { parseOptions, USAGE, UsageError, type Options } from './options.ts'
import { toJson, toTable } from './print.ts'
import { summarise } from './summarise.ts'

/** What the program needs of the process that it runs in. */
export type Host = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'once' | 'off'>

/** @returns the exit status */
export async function main(parameters: readonly string[], host: Host): Promise<number> {
  // The reader of a pipe may leave before the end, as `head` does.
  host.stdout.once('error', () => {})
  try {
    const options = parseOptions(parameters)
    if (options === 'help') return print(host, USAGE)
    if (options === 'version') return print(host, `${version()}\n`)
    return await run(options, host)
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof MissingInputError
    if (!isExpected) throw error
    const hint = error instanceof UsageError ? '\nlog-pipeline --help tells how to use it.' : ''
    host.stderr.write(`log-pipeline: ${error.message}${hint}\n`)
    return 2
  }
}

async function run({ inputs, format }: Options, host: Host): Promise<number> {
  const start = performance.now()
  const interrupt = new AbortController()
  const onInterrupt = (): void => interrupt.abort()
  host.once('SIGINT', onInterrupt)
  try {
    const files = await expandInputs(inputs)
    const summary = await summarise(files, host.stdin, interrupt.signal)
    const elapsedMs = Math.round(performance.now() - start)
    print(host, format === 'json' ? toJson(summary, elapsedMs) : toTable(summary, elapsedMs))
    for (const failure of summary.failures) {
      host.stderr.write(
        `log-pipeline: ${failure instanceof Error ? failure.message : String(failure)}\n`,
      )
    }
    return summary.failures.length === 0 ? 0 : 1
  } catch (error) {
    if (error !== interrupt.signal.reason) throw error
    host.stderr.write('log-pipeline: interrupted, so there is no result\n')
    return 130
  } finally {
    host.off('SIGINT', onInterrupt)
  }
}

function print(host: Host, text: string): 0 {
  host.stdout.write(text)
  return 0
}

function version(): string {
  return String(createRequire(import.meta.url)('../package.json').version)
}
