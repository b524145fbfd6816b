import type { Flow } from '@rivulet/core'
import { expectTypeOf, test } from 'vitest'
import { byGraphql } from './byGraphql.ts'
import { byKey } from './byKey.ts'
import { byLink } from './byLink.ts'
import { byPage } from './byPage.ts'
import type { PageState } from './pageState.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import type { DeliveredPage } from './readPages.ts'
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

test('pages have items of the same type, and a state', () => {
  const pages = paginate.pages(url, {
    strategy,
    items: (body) => (body as { data: User[] }).data,
    onPage: (page) => expectTypeOf(page.items).toEqualTypeOf<readonly User[]>(),
  })
  expectTypeOf(pages).toEqualTypeOf<Flow<DeliveredPage<User>>>()
  expectTypeOf<DeliveredPage<User>['state']>().toEqualTypeOf<PageState>()
  expectTypeOf<DeliveredPage<User>['nextState']>().toEqualTypeOf<PageState | undefined>()
})

test('what can be requested', () => {
  paginate<User>(new Request(url), { strategy })
  paginate<User>({ url, body: { q: 1 } }, { strategy })
  // @ts-expect-error: no url
  paginate<User>({ body: {} }, { strategy })
})

test('a function is a strategy, and gets the page', () => {
  paginate<User>(url, {
    strategy: (page) => {
      expectTypeOf(page).toEqualTypeOf<Page>()
      return page.number === 3 ? null : { url: '?page=2', body: { a: 1 } }
    },
  })
  // @ts-expect-error: a number leads nowhere
  paginate<User>(url, { strategy: () => 7 })
})

test('strategies that call back', () => {
  expectTypeOf(byKey<User>({ param: 'since', key: (user) => user.name })).toEqualTypeOf<Strategy>()
  // @ts-expect-error: no key can be made from that
  byKey<User>({ param: 'since', key: (user) => user })
  byGraphql({ query: '{ a }', connection: (data) => data })
})

test('limits of prefetch and policies are told by the compiler', () => {
  // @ts-expect-error: 0 or 1
  paginate<User>(url, { strategy, prefetch: 2 })
  // @ts-expect-error: 'throw' or 'stop'
  paginate<User>(url, { strategy, onRepeat: 'ignore' })
  // @ts-expect-error: 'refuse' or 'without-headers'
  paginate<User>(url, { strategy, crossOrigin: 'follow' })
})
