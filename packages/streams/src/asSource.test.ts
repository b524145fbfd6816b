import { fromBatches, pipe, take, toArray } from '@rivulet/core'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { asSource } from './asSource.ts'
import { turns, uncaught } from './testSupport.ts'

const everything = async (source: Parameters<typeof asSource>[0]): Promise<unknown[]> =>
  pipe(asSource(source) as AsyncIterable<unknown>, toArray())

test.each([
  ['a string', 'hello'],
  ['a Buffer', Buffer.from('hello')],
  ['a Uint8Array', new TextEncoder().encode('hello')],
])('%s is one item', async (_, chunk) => {
  expect(await everything(chunk)).toEqual([chunk])
})

test('promises among the items of an Iterable are awaited', async () => {
  expect(await everything([Promise.resolve('a'), 'b'])).toEqual(['a', 'b'])
  expect(await everything(pipe([Promise.resolve('a'), 'b'], take(1)))).toEqual(['a'])
})

test('those of an AsyncIterable are values', async () => {
  const promise = Promise.resolve('a')
  const [item] = await everything(
    fromBatches(async function* () {
      yield [promise]
    }),
  )
  expect(item).toBe(promise)
})

test('an error of a Readable that nobody reads yet does not end the process', async () => {
  const readable = new Readable({ read() {} })
  const source = asSource(readable)
  const error = new Error('early')
  const errors = await uncaught(async () => {
    readable.destroy(error)
    await turns()
  })
  expect(errors).toEqual([])
  await expect(pipe(source as AsyncIterable<unknown>, toArray())).rejects.toBe(error)
})
