import { operator, pipe, type Flow, type Pull } from '@rivulet/core'
import { decompress, splitLines } from '@rivulet/files'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { BodyOptions } from './bodyOptions.ts'
import { bytesOf, planBytes } from './bytes.ts'
import { checkWhole } from './check.ts'
import { pullJsonLines } from './pullJsonLines.ts'
import { pullParsed } from './pullParsed.ts'
import { redactUrl } from './redactUrl.ts'
import { checkSchema } from './validate.ts'

/**
 * The options of {@link ndjson}.
 *
 * @example
 * ```ts
 * import { count, pipe } from '@rivulet/core'
 * import { ndjson, type NdjsonOptions } from '@rivulet/http'
 *
 * interface Row { id: number }
 *
 * // What a program allows a server that it does not know well.
 * const cautious: NdjsonOptions<Row> = {
 *   maxLineLength: 64 * 1024,
 *   idleTimeoutMs: 5000,
 *   fetch: async () => new Response('{"id":1}\n{"id":2}\n'), // stands in for the server
 * }
 * console.log(await pipe(ndjson('https://example.com/rows', cautious), count())) // 2
 * ```
 */
export interface NdjsonOptions<T> extends BodyOptions {
  /**
   * A validator that each value goes through: any Standard Schema, such as one of zod, valibot or arktype. What
   * it gives is delivered. It may be asynchronous.
   * @default none: the type of the items is taken on trust
   */
  readonly parse?: StandardSchemaV1<unknown, T> | undefined
  /**
   * How many bytes a line may have: a whole number of at least 1. A longer line is an error before it
   * fills the memory.
   * @default 16 MiB
   */
  readonly maxLineLength?: number | undefined
}

/**
 * The values of a body with one JSON text a line (NDJSON, JSON Lines), gzipped or not: also a file that ends in
 * `.jsonl.gz`. Blank lines are passed over; UTF-8 is assumed. Requests, resuming and closing are those of
 * {@link bytes}.
 * @typeParam T what the values are: inferred from `parse`, or taken on trust
 * @throws TypeError or RangeError at the call for a bad argument; while iterating what `bytes` throws,
 *   {@link BodyError} with the number of a line that is no JSON, {@link InvalidItemError}, and the
 *   errors of `decompress` and `splitLines`. What precedes an error is delivered first.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { ndjson } from '@rivulet/http'
 * import { z } from 'zod'
 *
 * const users = ndjson('https://example.com/users.ndjson', {
 *   parse: z.object({ name: z.string() }),
 *   fetch: async () => new Response('{"name":"Ada"}\n{"name":"Bob"}\n'), // stands in for the server
 * })
 * console.log(await pipe(users, map((user) => user.name), toArray())) // ['Ada', 'Bob']
 * ```
 */
export function ndjson<T = unknown>(url: string | URL, options: NdjsonOptions<T> = {}): Flow<T> {
  const plan = planBytes(
    'ndjson',
    url,
    options,
    'application/x-ndjson, application/jsonl, */*;q=0.5',
  )
  const { parse, maxLineLength = 16 * 1024 * 1024 } = options
  checkSchema('ndjson', parse)
  checkWhole('ndjson', 'maxLineLength', maxLineLength, 1)
  const name = redactUrl(plan.url)
  return pipe(
    bytesOf(plan, options),
    decompress({ name }),
    splitLines({ name, maxLineLength }),
    operator<string, T>((up, run) => {
      let line = 0
      const values = pullJsonLines(up, name, (read) => (line = read))
      if (parse === undefined) return values as Pull<T>
      return pullParsed(values, run, parse, (index) => ({ url: name, index, line }))
    }),
  )
}
