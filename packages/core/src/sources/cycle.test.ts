import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync } from '../testSupport.ts'
import { cycle } from './cycle.ts'
import { fromBatches } from './fromBatches.ts'

describe('the items of the source', () => {
  test('come again and again, without an end', async () => {
    expect(pipe(cycle(['a', 'b']), take(5), toArray())).toEqual(['a', 'b', 'a', 'b', 'a'])
    expect(await pipe(cycle(dripping([1, 2])), take(3), toArray())).toEqual([1, 2, 1])
  })

  test('come as often as is told', async () => {
    expect([...cycle([1, 2], 2)]).toEqual([1, 2, 1, 2])
    expect(await pipe(cycle(dripping([1, 2]), 2), toArray())).toEqual([1, 2, 1, 2])
  })

  test('come anew in each iteration', () => {
    const twice = cycle(new Set([1]), 2)
    expect([...twice, ...twice]).toEqual([1, 1, 1, 1])
  })

  test('come from a source of either kind', () => {
    expect(cycle([1])).toBeInstanceOf(Seq)
    expect(cycle(dripping([1]))).toBeInstanceOf(Flow)
  })
})

describe('a source without items', () => {
  test('ends the cycle, also an endless one', async () => {
    expect([...cycle([])]).toEqual([])
    expect([...cycle(new Set())]).toEqual([])
    expect(await pipe(cycle(dripping([])), toArray())).toEqual([])
    expect(await pipe(cycle(fromBatches(() => [[], []])), toArray())).toEqual([])
  })

  test('ends it in a later round too', () => {
    const queue = ['a', 'b']
    const draining = { [Symbol.iterator]: () => queue.splice(0)[Symbol.iterator]() }
    expect([...cycle(draining)]).toEqual(['a', 'b'])
  })
})

describe('opening', () => {
  test('zero rounds open nothing', () => {
    const source = recorded([1])
    expect([...cycle(source, 0)]).toEqual([])
    expect(source.events).toEqual([])
  })

  test('a round begins when its first item is asked for', () => {
    const source = recorded(['a'])
    expect(pipe(cycle(source), take(1), toArray())).toEqual(['a'])
    expect(source.events).toEqual(['source opened', 'source asked', 'source closed'])
  })

  test('the source is closed in the round in which it is left', async () => {
    const source = recordedAsync([1, 2])
    expect(await pipe(cycle(source), take(3), toArray())).toEqual([1, 2, 1])
    expect(source.events.filter((event) => event !== 'source asked')).toEqual([
      'source opened',
      'source opened',
      'source closing',
      'source closed',
    ])
  })
})

test('a source that can be read once is loud in the second round', async () => {
  const once = [1, 2].values()
  const iterator = cycle(once)[Symbol.iterator]()
  expect([iterator.next().value, iterator.next().value]).toEqual([1, 2])
  expect(() => iterator.next()).toThrow(AlreadyConsumedError)
  expect([...cycle([1].values(), 1)]).toEqual([1])
})

test('an error of the source ends it', () => {
  let rounds = 0
  const broken = {
    *[Symbol.iterator]() {
      yield ++rounds
      if (rounds === 2) throw new Error('broken')
    },
  }
  const iterator = cycle(broken)[Symbol.iterator]()
  expect([iterator.next().value, iterator.next().value]).toEqual([1, 2])
  expect(() => iterator.next()).toThrow('broken')
  expect(iterator.next().done).toBe(true)
})

test('a bad argument is refused at the call', () => {
  expect(() => cycle(5 as never)).toThrow(
    new TypeError('cycle: source must be an Iterable or an AsyncIterable, got 5'),
  )
  expect(() => cycle([], '1' as never)).toThrow(TypeError)
  expect(() => cycle([], 1.5)).toThrow(RangeError)
})
