import { operator, pipe, type Flow, type Pull } from '@rivulet/core'
import { decompress } from '@rivulet/files'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { BodyOptions } from './bodyOptions.ts'
import { bytesOf, planBytes } from './bytes.ts'
import { checkWhole } from './check.ts'
import { parsePointer } from './jsonPointer.ts'
import { pullElements } from './pullElements.ts'
import { pullParsed } from './pullParsed.ts'
import { redactUrl } from './redactUrl.ts'
import { checkSchema } from './validate.ts'

/**
 * The options of {@link jsonArray}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { jsonArray, type JsonArrayOptions } from '@rivulet/http'
 * import { z } from 'zod'
 *
 * // One description of what the items are, for all places that hold them.
 * const User = z.object({ name: z.string() })
 * const users: JsonArrayOptions<z.infer<typeof User>> = {
 *   parse: User,
 *   fetch: async () => new Response('{"users":[{"name":"Ada"}]}'), // stands in for the server
 * }
 * console.log(await pipe(jsonArray('https://example.com/all', '/users', users), toArray()))
 * // [{ name: 'Ada' }]
 * ```
 */
export interface JsonArrayOptions<T> extends BodyOptions {
  /**
   * A validator that each element goes through: any Standard Schema, such as one of zod, valibot or arktype. What
   * it gives is delivered. It may be asynchronous.
   * @default none: the type of the items is taken on trust
   */
  readonly parse?: StandardSchemaV1<unknown, T> | undefined
  /**
   * How many bytes an element may have, or another value that stands as deep in the body: a whole number of at least
   * 1. A longer one is an error before it fills the memory.
   * @default 16 MiB
   */
  readonly maxElementLength?: number | undefined
}

/**
 * The elements of one array in a JSON body, each as soon as it has arrived: the body may be larger than the memory.
 * It is read to its end, and what is wrong there is an error after the last element. It may be gzipped. Requests,
 * resuming and closing are those of {@link bytes}.
 * @param path where the array is, as a JSON Pointer (RFC 6901): `'/data/items'`, or `''` if the body itself is the
 *   array. In a key, `/` is written `~1` and `~` is written `~0`.
 * @typeParam T what the elements are: inferred from `parse`, or taken on trust
 * @throws TypeError or RangeError at the call for a bad argument; while iterating what `bytes` throws,
 *   {@link BodyError} with the offset for a body that is no JSON, ends too early, or has no such array,
 *   {@link InvalidItemError}, and the errors of `decompress`. What precedes an error is delivered first.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { jsonArray } from '@rivulet/http'
 *
 * const letters = jsonArray<string>('https://example.com/export', '/data/letters', {
 *   fetch: async () => new Response('{"data":{"count":2,"letters":["a","b"]}}'), // stands in for the server
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function jsonArray<T = unknown>(
  url: string | URL,
  path: string,
  options: JsonArrayOptions<T> = {},
): Flow<T> {
  const plan = planBytes('jsonArray', url, options, 'application/json')
  const { parse, maxElementLength = 16 * 1024 * 1024 } = options
  const keys = parsePointer('jsonArray', 'path', path)
  checkSchema('jsonArray', parse)
  checkWhole('jsonArray', 'maxElementLength', maxElementLength, 1)
  const name = redactUrl(plan.url)
  return pipe(
    bytesOf(plan, options),
    decompress({ name }),
    operator<Uint8Array, T>((up, run) => {
      const elements = pullElements(up, { url: name, keys, maxElementLength })
      if (parse === undefined) return elements as Pull<T>
      return pullParsed(elements, run, parse, (index) => ({ url: name, index }))
    }),
  )
}
