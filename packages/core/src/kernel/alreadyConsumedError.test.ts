import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { map } from '../operators/map.ts'
import { toArray } from '../sinks/toArray.ts'
import { turn } from '../testSupport.ts'
import { AlreadyConsumedError } from './alreadyConsumedError.ts'
import { pipe } from './pipe.ts'

function* generate(): Generator<number> {
  yield 1
  yield 2
}
async function* generateAsync(): AsyncGenerator<number> {
  yield* generate()
}
const webStream = (): ReadableStream<number> =>
  new ReadableStream({
    start: (controller) => {
      controller.enqueue(1)
      controller.enqueue(2)
      controller.close()
    },
  })

test('it has a stable name and code, the source, and a message that says what to do', () => {
  const source = generate()
  const error = new AlreadyConsumedError(source)
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'AlreadyConsumedError', code: 'ALREADY_CONSUMED' })
  expect(error.source).toBe(source)
  expect(error.message).toMatch(/^a Generator was iterated before and can be read only once\. /u)
})

test('the message names the class of a source that has no tag, and copes with one that has no class', () => {
  class Rows {
    readonly table = 'users'
  }
  expect(new AlreadyConsumedError(new Rows()).message).toMatch(/^an instance of Rows /u)
  expect(new AlreadyConsumedError(Object.create(null)).message).toMatch(/^an instance of Object /u)
})

describe('a synchronous source that can be read once', () => {
  test.each([
    ['a generator object', generate],
    ['an array iterator', () => [1, 2].values()],
    ['the iterator of a pipeline', () => pipe([1, 2])[Symbol.iterator]()],
  ])('is refused the second time: %s', (_, make) => {
    const source = make()
    const pipeline = pipe(source, map(String))
    expect([...pipeline]).toEqual(['1', '2'])
    const iterator = pipeline[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(
      expect.objectContaining({ code: 'ALREADY_CONSUMED', source }),
    )
    expect(iterator.next()).toEqual({ value: undefined, done: true })
    expect(() => pipe(source, toArray())).toThrow(AlreadyConsumedError)
  })
})

describe('an asynchronous source that can be read once', () => {
  test.each([
    ['a generator object', generateAsync],
    ['a Node Readable', () => Readable.from([1, 2])],
    ['a Web ReadableStream', webStream],
    ['the iterator of a pipeline', () => pipe(generateAsync())[Symbol.asyncIterator]()],
    ['a synchronous one inside', () => generate()],
  ])('is refused the second time: %s', async (_, make) => {
    const source = make() as AsyncIterable<number>
    const pipeline = pipe(source, async function* (numbers: AsyncIterable<number>) {
      yield* numbers
    })
    expect(await pipe(pipeline, toArray())).toEqual([1, 2])
    await expect(pipe(pipeline, toArray())).rejects.toMatchObject({
      code: 'ALREADY_CONSUMED',
      source,
    })
  })

  test.each([
    ['a generator object', generateAsync],
    ['a Node Readable', () => Readable.from([1, 2])],
    ['a Web ReadableStream', webStream],
  ])('is refused while the first run is under way, which goes on: %s', async (_, make) => {
    const pipeline = pipe(make() as AsyncIterable<number>, map(String))
    const first = pipeline[Symbol.asyncIterator]()
    expect((await first.next()).value).toBe('1')
    await expect(pipe(pipeline, toArray())).rejects.toThrow(AlreadyConsumedError)
    expect((await first.next()).value).toBe('2')
    expect((await first.next()).done).toBe(true)
  })
})

test('an iterator that was opened and closed without a `next` has been read', () => {
  const source = generate()
  const pipeline = pipe(source)
  pipeline[Symbol.iterator]().return?.()
  expect(() => pipe(pipeline, toArray())).toThrow(AlreadyConsumedError)
})

test('what starts anew can be read again: arrays, sets, maps, strings, objects that make generators', async () => {
  const sources: Iterable<unknown>[] = [
    [1],
    new Set([1]),
    new Map([[1, 2]]),
    'ab',
    { [Symbol.iterator]: generate },
  ]
  for (const source of sources) {
    const pipeline = pipe(source, map(String))
    expect([...pipeline]).toEqual([...pipeline])
  }
  const again = pipe({ [Symbol.asyncIterator]: generateAsync })
  expect(await pipe(again, toArray())).toEqual(await pipe(again, toArray()))
})

test('a refusal leaves no unhandled rejection behind', async () => {
  const rejections: unknown[] = []
  const note = (error: unknown): unknown => rejections.push(error)
  process.on('unhandledRejection', note)
  const source = generateAsync()
  await pipe(source, toArray())
  await expect(pipe(source, toArray())).rejects.toThrow(AlreadyConsumedError)
  await turn()
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})
