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
import { parseAccessLogLine } from './accessLog/parse.ts'
import { endOnError } from './endOnError.ts'

/** What is to be told of the logs. */
export interface Summary {
  /** How many inputs were read, if only in part; not those of which nothing could be. */
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

/**
 * Reads the files one after the other, holding one line at a time.
 * @param linesOf opens one, when its turn has come
 */
export async function summarise(
  files: readonly string[],
  linesOf: (file: string) => Flow<string>,
  signal: AbortSignal,
): Promise<Summary> {
  let lineCount = 0
  let malformed = 0
  let unreadable = 0
  const failures: unknown[] = []

  const counts = await pipe(
    fromBatches(() => [files]),
    flatMap((file) => {
      const linesBefore = lineCount
      return pipe(
        linesOf(file),
        endOnError((error) => {
          failures.push(error)
          if (lineCount === linesBefore) unreadable++
        }),
      )
    }),
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
  const read = files.length - unreadable
  return { files: read, lines: lineCount, malformed, errors, results, failures }
}
