import { pipe, toArray } from '@rivulet/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { byPage } from './byPage.ts'
import { InvalidItemError } from './invalidItemError.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import type { Strategy } from './strategy.ts'
import { expectNothingOpen, jsonServer } from './testServer.ts'

expectNothingOpen()

const user = (age: unknown): unknown => ({ name: 'Ada', age, tags: ['a'] })

/** Numbered pages. */
function pagesServer(...pages: readonly unknown[][]) {
  return jsonServer((url) => ({ body: pages[Number(url.searchParams.get('page')) - 1] ?? [] }))
}

/** Not zod: that runs an asynchronous check twice, and leaves the first rejection unhandled. */
function schemaOf<T>(
  validate: StandardSchemaV1<unknown, T>['~standard']['validate'],
): StandardSchemaV1<unknown, T> {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

function fail(error: Error): never {
  throw error
}

async function outcome<R, T>(url: string, options: Omit<PaginateOptions<R, T>, 'strategy'>) {
  const items: T[] = []
  try {
    for await (const item of paginate(url, { strategy: byPage(), ...options })) items.push(item)
  } catch (error) {
    return { items, error }
  }
  return { items, error: undefined }
}

describe.each([
  ['zod', z.object({ name: z.string(), age: z.number(), tags: z.array(z.string()) })],
  ['valibot', v.object({ name: v.string(), age: v.number(), tags: v.array(v.string()) })],
  ['arktype', type({ name: 'string', age: 'number', tags: 'string[]' })],
])('a validator of %s', (_, parse) => {
  test('passes items on', async () => {
    const server = await pagesServer([user(1)], [user(2)])
    const { items } = await outcome(server.origin, { parse })
    expect(items).toEqual([user(1), user(2)])
  })

  test('names page, index and path of what it refuses, after the items before it', async () => {
    const server = await pagesServer([user(1)], [user(2), user(3), user('4'), user(5)])
    const { items, error } = await outcome(`${server.origin}/?token=secret`, { parse })
    expect(items).toEqual([user(1), user(2), user(3)])
    expect(error).toBeInstanceOf(InvalidItemError)
    expect(error).toMatchObject({
      code: 'INVALID_ITEM',
      page: 2,
      index: 2,
      issues: [{ path: ['age'], message: expect.any(String) }],
      url: `${server.origin}/?token=***&page=2`,
    })
    expect((error as Error).message).toContain('page 2, ')
    expect((error as Error).message).toContain('item 2 is not what parse expects: age: ')
  })

  test('names a path with an index in it', async () => {
    const server = await pagesServer([{ name: 'Ada', age: 1, tags: ['a', 7] }])
    const { error } = await outcome(server.origin, { parse })
    expect((error as InvalidItemError).issues[0]?.path).toEqual(['tags', 1])
    expect((error as Error).message).toContain('tags[1]: ')
  })
})

test('what a validator makes of an item is delivered, and the strategy sees what was found', async () => {
  const server = await jsonServer((url) => ({
    body: url.searchParams.has('after') ? [] : [{ id: 1 }, { id: 2 }],
  }))
  const found: unknown[] = []
  const strategy: Strategy = {
    next: ({ items }) => {
      found.push(...items)
      return items.length === 0 ? undefined : '?after=2'
    },
  }
  const parse = z.object({ id: z.number() }).transform(({ id }) => `user ${id}`)
  expect(await pipe(paginate(server.origin, { strategy, parse }), toArray())).toEqual([
    'user 1',
    'user 2',
  ])
  expect(found).toEqual([{ id: 1 }, { id: 2 }])
})

test('goes over what items finds, and no further than maxItems', async () => {
  const server = await jsonServer(() => ({ body: { data: [1, 2, 'three'] } }))
  const { items, error } = await outcome(server.origin, {
    items: (body) => (body as { data: unknown[] }).data,
    parse: z.number(),
    maxItems: 2,
  })
  expect([items, error]).toEqual([[1, 2], undefined])
})

describe('an asynchronous validator', () => {
  const parse = z.number().refine(async (n) => n !== 3, 'three')

  test('is waited for', async () => {
    const server = await pagesServer([1, 2], [4])
    expect(await outcome(server.origin, { parse })).toEqual({ items: [1, 2, 4], error: undefined })
  })

  test('refuses as a synchronous one does', async () => {
    const server = await pagesServer([1, 3, 4])
    const { items, error } = await outcome(server.origin, { parse })
    expect(items).toEqual([1])
    expect(error).toMatchObject({ page: 1, index: 1, issues: [{ message: 'three', path: [] }] })
  })

  test('is left behind by a loop that ends', async () => {
    const server = await pagesServer([1, 2])
    const never = z.number().refine(() => new Promise<boolean>(() => {}))
    const iterator = paginate(server.origin, { strategy: byPage(), parse: never })[
      Symbol.asyncIterator
    ]()
    void iterator.next()
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined })
  })
})

test('a page whose item is refused can be resumed from', async () => {
  const server = await pagesServer([1], [2, 'three'])
  const { error } = await outcome(server.origin, { parse: z.number() })
  const { state } = error as InvalidItemError
  expect(state).toMatchObject({ page: 2 })
  const { items } = await outcome(server.origin, { parse: z.unknown(), resumeFrom: state })
  expect(items).toEqual([2, 'three'])
})

test('pages carry parsed items, also the one whose item is refused', async () => {
  const server = await pagesServer(['1'], ['2', 3])
  const pages: unknown[] = []
  const parse = z.string().transform(Number)
  const reading = (async () => {
    for await (const page of paginate.pages(server.origin, { strategy: byPage(), parse })) {
      pages.push(page.items)
    }
  })()
  await expect(reading).rejects.toBeInstanceOf(InvalidItemError)
  expect(pages).toEqual([[1], [2]])
})

test.each(['throws', 'rejects with'])(
  'what a validator %s is told with page and index',
  async (how) => {
    const server = await pagesServer([1, 2])
    const cause = new Error('mine')
    const takeOne = (n: unknown) => (n === 1 ? { value: n } : fail(cause))
    const parse = schemaOf(how === 'throws' ? takeOne : async (n) => takeOne(n))
    const { items, error } = await outcome(server.origin, { parse })
    expect(items).toEqual([1])
    expect(error).toBeInstanceOf(InvalidItemError)
    expect(error).toMatchObject({ page: 1, index: 1, cause })
    expect((error as Error).message).toContain(
      'item 1 is not what parse expects: threw Error: mine',
    )
  },
)

test('more than three issues are counted', async () => {
  const server = await pagesServer([[1, 2, 3, 4, 5]])
  const { error } = await outcome(server.origin, { parse: z.array(z.string()) })
  expect((error as Error).message).toMatch(/\[0\]: .*; \[1\]: .*; \[2\]: .*; and 2 more$/)
  expect((error as InvalidItemError).issues).toHaveLength(5)
})

test.each([null, 7, {}, { '~standard': {} }, () => 1])(
  'parse: %s is refused at the call',
  (parse) => {
    const call = () => paginate('http://a/', { strategy: byPage(), parse: parse as z.ZodUnknown })
    expect(call).toThrow('paginate: parse must be a Standard Schema, as zod, valibot and')
  },
)
