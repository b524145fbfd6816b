import type { Flow } from '@rivulet/core'
import { expectTypeOf, test } from 'vitest'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import type { Page, Strategy } from './strategy.ts'

interface User {
  readonly name: string
}
const url = 'https://api.example.com/users'
const strategy = byPage()

test('the item type is inferred from items', () => {
  const users = paginate(url, { strategy, items: (body) => (body as { data: User[] }).data })
  expectTypeOf(users).toEqualTypeOf<Flow<User>>()
  const fromReadonly = paginate(url, { strategy, items: (body) => body as readonly User[] })
  expectTypeOf(fromReadonly).toEqualTypeOf<Flow<User>>()
})

test('the item type can be given by hand', () => {
  expectTypeOf(paginate<User>(new URL(url), { strategy })).toEqualTypeOf<Flow<User>>()
  // @ts-expect-error: items that do not fit it
  paginate<User>(url, { strategy, items: () => [1] })
})

test('without either, items are unknown', () => {
  expectTypeOf(paginate(url, { strategy: byLink() })).toEqualTypeOf<Flow<unknown>>()
})

test('items gets an unknown body and the response', () => {
  expectTypeOf<NonNullable<PaginateOptions<User>['items']>>().parameters.toEqualTypeOf<
    [body: unknown, response: Response]
  >()
  // @ts-expect-error: items is not asynchronous
  paginate(url, { strategy, items: async () => [1] })
})

test('the strategy is required, and may be written by hand', () => {
  // @ts-expect-error: no strategy
  paginate(url, {})
  expectTypeOf({
    next: (page: Page) => (page.number > 3 ? null : new URL(page.url)),
  }).toExtend<Strategy>()
})

test('fetch itself, and options that may be undefined, are accepted', () => {
  type Options = PaginateOptions<User>
  expectTypeOf(fetch).toExtend<NonNullable<Options['fetch']>>()
  expectTypeOf<AbortSignal | undefined>().toExtend<Options['signal']>()
  expectTypeOf<undefined>().toExtend<Options['headers']>()
})
