import { createRequire } from 'node:module'
import { expandInputs, MissingInputError } from './inputs.ts'
import { inputLines } from './inputLines.ts'
import { parseOptions, USAGE, type Options } from './options.ts'
import { toJson, toTable } from './print.ts'
import { summarise } from './summarise.ts'
import { UsageError } from './usageError.ts'

/** What the program needs of the process that it runs in. */
export type Host = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'once' | 'off'>

/** @returns the exit status */
export async function main(parameters: readonly string[], host: Host): Promise<number> {
  try {
    const options = parseOptions(parameters)
    if (options === 'help') return await print(host.stdout, USAGE)
    if (options === 'version') return await print(host.stdout, `${version()}\n`)
    return await run(options, host)
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof MissingInputError
    if (!isExpected) throw error
    const hint = error instanceof UsageError ? '\nlog-pipeline --help tells how to use it.' : ''
    await print(host.stderr, `log-pipeline: ${error.message}${hint}\n`)
    return 2
  }
}

async function run({ inputs, format, web }: Options, host: Host): Promise<number> {
  const start = performance.now()
  const interrupt = new AbortController()
  const onInterrupt = (): void => interrupt.abort()
  host.once('SIGINT', onInterrupt)
  try {
    const files = await expandInputs(inputs)
    const linesOf = (file: string) => inputLines(file, host.stdin, web)
    const summary = await summarise(files, linesOf, interrupt.signal)
    const elapsedMs = Math.round(performance.now() - start)
    const text = format === 'json' ? toJson(summary, elapsedMs) : toTable(summary, elapsedMs)
    const written = await print(host.stdout, text)
    if (written !== 0) await print(host.stderr, 'log-pipeline: the result could not be written\n')
    for (const failure of summary.failures) {
      const message = failure instanceof Error ? failure.message : String(failure)
      await print(host.stderr, `log-pipeline: ${message}\n`)
    }
    return summary.failures.length === 0 ? written : 1
  } catch (error) {
    if (error !== interrupt.signal.reason) throw error
    await print(host.stderr, 'log-pipeline: interrupted, so there is no result\n')
    return 130
  } finally {
    host.off('SIGINT', onInterrupt)
  }
}

/**
 * Writes a text, and waits until it is written.
 * @returns 0, or 1 if it could not be written. That the reader of a pipe left early, as `head` does, is no error.
 */
function print(stream: NodeJS.WritableStream, text: string): Promise<0 | 1> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => resolve(error.code === 'EPIPE' ? 0 : 1)
    stream.once('error', onError)
    stream.write(text, (error) => {
      if (error) return onError(error)
      stream.off('error', onError)
      resolve(0)
    })
  })
}

function version(): string {
  return String(createRequire(import.meta.url)('../package.json').version)
}
