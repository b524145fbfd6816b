import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byOffset, type ByOffsetOptions } from './byOffset.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, jsonServer } from './testServer.ts'

expectNothingOpen()

const numbers = Array.from({ length: 10 }, (_, index) => index)

/** A server of ten numbers that takes the page size from `limitOf`, whatever is asked for. */
const serverOf = (limitOf: (offset: number) => number) =>
  jsonServer((url) => {
    const offset = Number(url.searchParams.get('offset'))
    return { body: numbers.slice(offset, offset + limitOf(offset)) }
  })

test('asks for the items after those that came, until there are none', async () => {
  const server = await serverOf(() => 4)
  const items = paginate(`${server.origin}/?a=%20`, {
    strategy: byOffset({ sizeParam: 'limit', size: 4 }),
  })
  expect(await pipe(items, toArray())).toEqual(numbers)
  expect(server.requested).toEqual(
    [0, 4, 8, 10].map((offset) => `/?a=%20&offset=${offset}&limit=4`),
  )
})

test('a server that gives smaller pages than were asked for, or changes the size, loses nothing', async () => {
  for (const limitOf of [() => 3, (offset: number) => (offset < 4 ? 4 : 2)]) {
    const server = await serverOf(limitOf)
    const strategy = byOffset({ sizeParam: 'limit', size: 4 })
    expect(await pipe(paginate(server.origin, { strategy }), toArray())).toEqual(numbers)
  }
})

test('begins at start, under the name that is given', async () => {
  const server = await jsonServer(() => ({ body: [] }))
  const strategy = byOffset({ param: 'skip', start: 7 })
  await pipe(paginate(server.origin, { strategy }), toArray())
  expect(server.requested).toEqual(['/?skip=7'])
})

test.each([
  [null, TypeError, 'byOffset: options must be an object, got null'],
  [{ param: '' }, RangeError, 'byOffset: param must be a string that is not empty, got ""'],
  [{ start: -1 }, RangeError, 'byOffset: start must be a whole number of at least 0, got -1'],
  [{ size: 10 }, TypeError, 'byOffset: size and sizeParam must be given together, got only size'],
  [{ sizeParam: 'offset', size: 9 }, RangeError, 'byOffset: sizeParam must differ from param'],
])('refuses %o', (options, type, message) => {
  const call = (): unknown => byOffset(options as unknown as ByOffsetOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
