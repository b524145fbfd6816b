import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byKey, type ByKeyOptions } from './byKey.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, jsonServer } from './testServer.ts'

expectNothingOpen()

interface Row {
  readonly id: number
}
const rows: Row[] = [3, 8, 9, 12, 40].map((id) => ({ id }))
const strategy = byKey<Row>({ param: 'since', key: ({ id }) => id, sizeParam: 'n', size: 2 })

test('asks for what comes after the last item, until there is nothing', async () => {
  const server = await jsonServer((url) => {
    const since = Number(url.searchParams.get('since') ?? 0)
    return { body: rows.filter(({ id }) => id > since).slice(0, 2) }
  })
  expect(await pipe(paginate<Row>(server.origin, { strategy }), toArray())).toEqual(rows)
  expect(server.requested).toEqual(['/?n=2', ...[8, 12, 40].map((id) => `/?n=2&since=${id}`)])
})

test('a server that counts the item itself in is found out', async () => {
  const server = await jsonServer((url) => {
    const since = Number(url.searchParams.get('since') ?? 0)
    return { body: rows.filter(({ id }) => id >= since).slice(0, 2) }
  })
  await expect(pipe(paginate<Row>(server.origin, { strategy }), toArray())).rejects.toMatchObject({
    code: 'REPEATED_PAGE',
  })
})

test('a key larger than a number holds may be a bigint or a string', async () => {
  const server = await jsonServer((url) => ({
    body: url.search === '' ? ['9007199254740993'] : [],
  }))
  for (const key of [String, BigInt]) {
    const bySince = byKey<string>({ param: 'since', key })
    await pipe(paginate<string>(server.origin, { strategy: bySince }), toArray())
    expect(server.requested.at(-1)).toBe('/?since=9007199254740993')
  }
})

test('an item without a key is an error that names page and index', async () => {
  const server = await jsonServer(() => ({ body: [{ id: 1 }, {}] }))
  await expect(pipe(paginate<Row>(server.origin, { strategy }), toArray())).rejects.toMatchObject({
    code: 'BAD_NEXT',
    page: 1,
    message: expect.stringContaining(
      'index 1, must be a string, a number or a bigint, got undefined',
    ),
  })
})

test.each([
  [null, TypeError, 'byKey: options must be an object, got null'],
  [{ key: String }, TypeError, 'byKey: param must be a string that is not empty, got undefined'],
  [{ param: 'since' }, TypeError, 'byKey: key must be a function, got undefined'],
  [{ param: 'since', key: 'id' }, TypeError, 'byKey: key must be a function, got "id"'],
])('refuses %o', (options, type, message) => {
  const call = (): unknown => byKey(options as unknown as ByKeyOptions<unknown>)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
