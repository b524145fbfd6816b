import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { pipe } from '../kernel/pipe.ts'
import { forEach } from '../sinks/forEach.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { BufferOverflowError } from './bufferOverflowError.ts'
import { range } from './range.ts'
import { replay } from './replay.ts'

function* three(): Generator<number> {
  yield* [1, 2, 3]
}

describe('a source that can be read once', () => {
  test('can be iterated again', () => {
    const remembered = replay(three())
    expect([[...remembered], [...remembered]]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  test('can be iterated by several at a time, each from the beginning', () => {
    const source = recorded([1, 2, 3])
    const remembered = replay(source)
    const first = remembered[Symbol.iterator]()
    expect([first.next().value, first.next().value]).toEqual([1, 2])
    expect([...remembered]).toEqual([1, 2, 3])
    expect(first.next().value).toBe(3)
    expect(source.events.filter((event) => event === 'source asked')).toHaveLength(4)
  })

  test('is closed and forgotten when all have left before its end', () => {
    const remembered = replay(three())
    expect(pipe(remembered, take(1), toArray())).toEqual([1])
    expect(() => [...remembered]).toThrow(AlreadyConsumedError)
  })

  test('is asked for no more than a reader needs', () => {
    const source = recorded([1, 2, 3])
    const remembered = replay(source)
    const first = remembered[Symbol.iterator]()
    first.next()
    const second = remembered[Symbol.iterator]()
    second.next()
    expect(source.events).toEqual(['source opened', 'source asked'])
    first.return?.()
    expect(source.events).not.toContain('source closed')
    second.return?.()
    expect(source.events.at(-1)).toBe('source closed')
  })
})

test('a source that begins anew does so when all had left', () => {
  const remembered = replay([1, 2, 3])
  expect(pipe(remembered, take(1), toArray())).toEqual([1])
  expect([...remembered]).toEqual([1, 2, 3])
})

test('the error of a source is remembered with the items before it', () => {
  const error = new Error('broken')
  let runs = 0
  function* failing() {
    runs++
    yield 1
    throw error
  }
  const remembered = replay({ [Symbol.iterator]: failing })
  for (const items of [[], []] as number[][]) {
    expect(() =>
      pipe(
        remembered,
        forEach((item) => void items.push(item)),
      ),
    ).toThrow(error)
    expect(items).toEqual([1])
  }
  expect(runs).toBe(1)
})

test('a source of exactly `limit` items is remembered', () => {
  const remembered = replay(three(), { limit: 3 })
  expect([...remembered, ...remembered]).toEqual([1, 2, 3, 1, 2, 3])
})

test('a source with more is an error after `limit` items, and is closed', () => {
  const source = recorded(range(0, Infinity))
  const items: number[] = []
  const remembered = replay(source, { limit: 2 })
  let error: unknown
  try {
    for (const item of remembered) items.push(item)
  } catch (caught) {
    error = caught
  }
  expect(items).toEqual([0, 1])
  expect(error).toBeInstanceOf(BufferOverflowError)
  expect(String(error)).toContain('replay: the source has more than 2 items')
  expect(source.events.at(-1)).toBe('source closed')
})

test('several read an asynchronous source at the same time, over one run', async () => {
  const source = recordedAsync(range(0, 5))
  const remembered = replay(source)
  const [first, second] = await Promise.all([
    pipe(remembered, toArray()),
    pipe(remembered, toArray()),
  ])
  expect([first, second, await pipe(remembered, toArray())]).toEqual([
    [0, 1, 2, 3, 4],
    [0, 1, 2, 3, 4],
    [0, 1, 2, 3, 4],
  ])
  expect(source.events.filter((event) => event === 'source opened')).toHaveLength(1)
})

test('one that comes later begins with the first item', async () => {
  const remembered = replay(dripping([1, 2]))
  const first = remembered[Symbol.asyncIterator]()
  await first.next()
  expect(await pipe(remembered, toArray())).toEqual([1, 2])
  expect((await first.next()).value).toBe(2)
  await first.return?.()
})
