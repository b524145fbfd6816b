import {
  countBy,
  filter,
  flatMap,
  fromBatches,
  map,
  pipe,
  withSignal,
  type Flow,
} from '@rivulet/core'
import { lines } from '@rivulet/files'
import { fromReadable } from '@rivulet/streams'
import type { Readable } from 'node:stream'
import { parseAccessLogLine } from './accessLog/parse.ts'
import { endOnError } from './endOnError.ts'
import { STANDARD_INPUT } from './inputs.ts'

/** What is to be told of the logs. */
export interface Summary {
  readonly files: number
  readonly lines: number
  /** Lines that are no line of an access log. */
  readonly malformed: number
  /** Lines with a status of 500 and above. */
  readonly errors: number
  /** The errors of each path, most frequent first, then by path in code-unit order. */
  readonly results: readonly PathErrors[]
  /** Why an input was not read to its end. What was read of it is counted. */
  readonly failures: readonly unknown[]
}

/** How often a path failed. */
interface PathErrors {
  readonly path: string
  readonly count: number
}

/** A longer line is no line of a log, and ends the file that it is in. Shorter ones are counted as malformed. */
const LONGEST_LINE = 128 * 1024 * 1024

/** Reads the files one after the other, holding one line at a time. */
export async function summarise(
  files: readonly string[],
  standardInput: Readable,
  signal: AbortSignal,
): Promise<Summary> {
  let lineCount = 0
  let malformed = 0
  const failures: unknown[] = []

  const counts = await pipe(
    fromBatches(() => [files]),
    flatMap((file) =>
      pipe(
        linesOf(file, standardInput),
        endOnError((error) => failures.push(error)),
      ),
    ),
    withSignal(signal),
    map((line) => {
      lineCount++
      return parseAccessLogLine(line)
    }),
    filter((entry) => {
      if (entry === undefined) malformed++
      return entry !== undefined
    }),
    filter((entry) => entry.status >= 500),
    countBy((entry) => entry.path),
  )

  const results = [...counts]
    .map(([path, count]) => ({ path, count }))
    .toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1))
  const errors = results.reduce((sum, { count }) => sum + count, 0)
  return { files: files.length, lines: lineCount, malformed, errors, results, failures }
}

function linesOf(file: string, standardInput: Readable): Flow<string> {
  return lines(file === STANDARD_INPUT ? fromReadable(standardInput) : file, {
    maxLineLength: LONGEST_LINE,
  })
}
