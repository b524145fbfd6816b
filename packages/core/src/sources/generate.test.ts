import { describe, expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { generate } from './generate.ts'

test('gives what the function yields, from the beginning each time', async () => {
  let calls = 0
  const sync = generate(function* () {
    yield ++calls
    yield 'sync'
  })
  expect(calls).toBe(0)
  expect([...sync, ...sync]).toEqual([1, 'sync', 2, 'sync'])
  const async = generate(async function* () {
    yield 'async'
  })
  expect(await pipe(async, toArray())).toEqual(['async'])
  expect(await pipe(async, toArray())).toEqual(['async'])
})

test('is a Seq of a generator function and a Flow of an async one, without calling it', () => {
  const uncalled = (): never => {
    throw new Error('called')
  }
  expect(
    generate(function* () {
      yield uncalled()
    }),
  ).toBeInstanceOf(Seq)
  expect(
    generate(async function* () {
      yield uncalled()
    }),
  ).toBeInstanceOf(Flow)
})

test('leaving it runs the `finally` of the generator', async () => {
  const events: string[] = []
  const sync = generate(function* () {
    try {
      yield 1
      yield 2
    } finally {
      events.push('sync')
    }
  })
  expect(pipe(sync, take(1), toArray())).toEqual([1])
  const async = generate(async function* () {
    try {
      yield 1
      yield 2
    } finally {
      await Promise.resolve()
      events.push('async')
    }
  })
  for await (const _ of async) break
  expect(events).toEqual(['sync', 'async'])
})

test('the signal ends a wait that only it can end', async () => {
  const source = generate(async function* ({ signal }) {
    yield 1
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    })
  })
  const iterator = source[Symbol.asyncIterator]()
  await iterator.next()
  const pending = iterator.next()
  await iterator.return?.()
  expect((await pending).done).toBe(true)
})

test('what it yields before an error comes before the error', () => {
  const iterator = generate(function* () {
    yield 1
    throw new Error('broken')
  })[Symbol.iterator]()
  expect(iterator.next().value).toBe(1)
  expect(() => iterator.next()).toThrow('broken')
})

describe('what is no generator function is a TypeError at the call:', () => {
  test.each([
    [undefined, 'undefined'],
    [[1], 'an array of 1'],
    [(): Iterable<number> => [1], 'function (anonymous)'],
    [(function* () {})(), 'a Generator'],
  ])('%o', (value, shown) => {
    expect(() => generate(value as never)).toThrow(
      new TypeError(`generate: generatorFunction must be a generator function, got ${shown}`),
    )
  })
})
