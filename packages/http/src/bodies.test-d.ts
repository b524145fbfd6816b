import type { Flow } from '@rivulet/core'
import type { type } from 'arktype'
import * as v from 'valibot'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { BodyError, BodyErrorCode } from './bodyError.ts'
import { byPage } from './byPage.ts'
import { bytes } from './bytes.ts'
import type { ServerSentEvent } from './eventStreamParser.ts'
import { jsonArray } from './jsonArray.ts'
import { ndjson } from './ndjson.ts'
import { paginate } from './paginate.ts'
import { sse } from './sse.ts'

interface User {
  readonly name: string
}
const url = 'https://example.com/'
const strategy = byPage()
const user = z.object({ name: z.string() })

test('parse gives the type of the items, also when items is given', () => {
  expectTypeOf(paginate(url, { strategy, parse: user })).toEqualTypeOf<Flow<{ name: string }>>()
  const lengths = z.string().transform((text) => text.length)
  expectTypeOf(paginate(url, { strategy, parse: lengths })).toEqualTypeOf<Flow<number>>()
  const names = paginate(url, { strategy, items: () => ['Ada'], parse: lengths })
  expectTypeOf(names).toEqualTypeOf<Flow<number>>()
  const pages = paginate.pages(url, { strategy, parse: v.object({ id: v.number() }) })
  for (const page of [] as unknown as Iterable<typeof pages extends Flow<infer P> ? P : never>) {
    expectTypeOf(page.items).toEqualTypeOf<readonly { id: number }[]>()
  }
})

test('parse gives the type of the items of a body', () => {
  expectTypeOf(ndjson(url, { parse: user })).toEqualTypeOf<Flow<{ name: string }>>()
  expectTypeOf(jsonArray(url, '', { parse: user })).toEqualTypeOf<Flow<{ name: string }>>()
  expectTypeOf(sse(url, { parse: user })).toEqualTypeOf<Flow<{ name: string }>>()
  const arkUser = {} as type<{ name: string }>
  expectTypeOf(ndjson(url, { parse: arkUser })).toEqualTypeOf<Flow<{ name: string }>>()
})

test('without it the type is given by hand, or is unknown', () => {
  expectTypeOf(ndjson(url)).toEqualTypeOf<Flow<unknown>>()
  expectTypeOf(ndjson<User>(url)).toEqualTypeOf<Flow<User>>()
  expectTypeOf(jsonArray(url, '')).toEqualTypeOf<Flow<unknown>>()
  expectTypeOf(jsonArray<User>(url, '/data')).toEqualTypeOf<Flow<User>>()
  expectTypeOf(sse(url)).toEqualTypeOf<Flow<ServerSentEvent>>()
  expectTypeOf(bytes(new URL(url))).toEqualTypeOf<Flow<Buffer>>()
})

test('a schema whose output does not fit the type given by hand is refused', () => {
  // @ts-expect-error: the output has no name
  ndjson<User>(url, { parse: z.object({ id: z.number() }) })
})

test('the code of an error is one of a few', () => {
  expectTypeOf<BodyError['code']>().toEqualTypeOf<BodyErrorCode>()
})
