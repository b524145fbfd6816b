import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import { toArray } from '../sinks/toArray.ts'
import { fromPull } from '../sources/fromPull.ts'
import { merge } from '../sources/merge.ts'
import { range } from '../sources/range.ts'
import { dripping, latch, recordedAsync, silent, turn } from '../testSupport.ts'
import { map } from './map.ts'
import { mapAsync } from './mapAsync.ts'
import { prefetch } from './prefetch.ts'
import { take } from './take.ts'

const asked = (source: { readonly events: string[] }): number =>
  source.events.filter((event) => event.endsWith('asked')).length

test('every item passes, in order, over both kinds of source', async () => {
  for (const count of [1, 2, 10]) {
    expect(await pipe([1, 2, 3], prefetch(count), toArray())).toEqual([1, 2, 3])
    expect(await pipe(dripping([1, 2, 3]), prefetch(count), toArray())).toEqual([1, 2, 3])
  }
  expect(await pipe([], prefetch(1), toArray())).toEqual([])
})

test('nothing is taken before the first item is asked for', async () => {
  const source = recordedAsync([1, 2, 3])
  const iterator = pipe(source, prefetch(2))[Symbol.asyncIterator]()
  await turn()
  expect(source.events).toEqual(['source opened'])
  await iterator.return?.()
})

test('while the consumer is busy, `count` items are taken and no more', async () => {
  const source = recordedAsync(range(0, Infinity))
  const iterator = pipe(source, prefetch(3))[Symbol.asyncIterator]()
  await iterator.next()
  await turn()
  expect(asked(source)).toBe(4)
  await turn()
  expect(asked(source)).toBe(4)
  await iterator.next()
  await turn()
  expect(asked(source)).toBe(5)
  await iterator.return?.()
})

test('items that are ahead are delivered without asking the source again', async () => {
  const iterator = pipe(recordedAsync([1, 2, 3]), prefetch(3))[Symbol.asyncIterator]()
  await iterator.next()
  await turn()
  expect(await Promise.all([iterator.next(), iterator.next(), iterator.next()])).toEqual([
    { value: 2, done: false },
    { value: 3, done: false },
    { value: undefined, done: true },
  ])
})

test('what comes before it works while the consumer is busy', async () => {
  const begun: number[] = []
  const work = mapAsync(async (n: number) => {
    begun.push(n)
    return n
  })
  for await (const n of pipe(range(0, 9), work, prefetch(2))) {
    await turn()
    expect(begun.at(-1)).toBe(Math.min(8, n + 2))
  }
})

test('two of them in a row add up', async () => {
  const source = recordedAsync(range(0, Infinity))
  const iterator = pipe(source, prefetch(2), prefetch(3))[Symbol.asyncIterator]()
  await iterator.next()
  await turn()
  expect(asked(source)).toBe(6)
  await iterator.return?.()
})

test('an endless source that never waits can be taken from', async () => {
  expect(await pipe(range(0, Infinity), prefetch(5), take(2), toArray())).toEqual([0, 1])
})

test('a source that wakes the run while it is pulled is not pulled within that pull', async () => {
  let depth = 0
  let deepest = 0
  let pulls = 0
  const eager = fromPull((run: Run) => () => {
    deepest = Math.max(deepest, ++depth)
    run.wake()
    depth--
    pulls++
    if (pulls > 6) return DONE
    return pulls % 2 ? WAIT : pulls
  })
  expect(await pipe(eager, prefetch(2), toArray())).toEqual([2, 4, 6])
  expect(deepest).toBe(1)
})

test.each<[string, number | typeof DONE]>([
  ['an item', 1],
  ['its end', DONE],
])('a consumer that asks while %s is on its way is woken when it is there', async (_, answer) => {
  // `merge` asks a source again only when that was woken, and the wake comes before the answer.
  const source = fromPull<number>((run) => {
    const answers = [WAIT, answer, DONE] as const
    let pulls = 0
    return () => {
      if (pulls === 0) setImmediate(() => run.wake())
      else run.wake()
      return answers[pulls++] ?? DONE
    }
  })
  const items = await pipe(merge(pipe(source, prefetch(1)), []), toArray())
  expect(items).toEqual(answer === DONE ? [] : [1])
})

describe('an error', () => {
  test('of the source comes in its place, after the items that are ahead', async () => {
    const source = (async function* () {
      yield 1
      yield 2
      throw new Error('source')
    })()
    const iterator = pipe(source, prefetch(5))[Symbol.asyncIterator]()
    await iterator.next()
    await turn()
    expect(await iterator.next()).toEqual({ value: 2, done: false })
    await expect(iterator.next()).rejects.toThrow('source')
  })

  test('that happens while nobody waits is not unhandled', async () => {
    const fail = latch<never>()
    const source = (async function* () {
      yield 1
      yield await fail.promise
    })()
    const iterator = pipe(source, prefetch(5))[Symbol.asyncIterator]()
    await iterator.next()
    fail.reject(new Error('early'))
    await turn() // an unhandled rejection would be seen by now
    await expect(iterator.next()).rejects.toThrow('early')
  })

  test('of a callback before it comes after the items that are ahead', async () => {
    const failing = map((n: number) => {
      if (n === 3) throw new Error('callback')
      return n
    })
    const items: number[] = []
    const consume = async (): Promise<void> => {
      for await (const n of pipe([1, 2, 3, 4], failing, prefetch(9))) items.push(n)
    }
    await expect(consume()).rejects.toThrow('callback')
    expect(items).toEqual([1, 2])
  })
})

describe('closing', () => {
  test('closes the source once, with items ahead, and takes nothing more from it', async () => {
    const source = recordedAsync(range(0, Infinity))
    for await (const _ of pipe(source, prefetch(3))) {
      await turn()
      break
    }
    await turn()
    expect(source.events.filter((event) => event.startsWith('source clos'))).toEqual([
      'source closing',
      'source closed',
    ])
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('settles while the source is silent', async () => {
    const source = silent()
    const iterator = pipe(source, prefetch(3))[Symbol.asyncIterator]()
    void iterator.next()
    await turn()
    await iterator.return?.()
    expect(source.closed).toBe(true)
  })
})

describe('a size', () => {
  const open = (items: Iterable<number>, count: number) => {
    const source = recordedAsync(items)
    const pipeline = pipe(source, prefetch(count, { size: (item) => item }))
    return { source, iterator: pipeline[Symbol.asyncIterator]() }
  }

  test('counts in place of the items, and the one that reaches the count is the last', async () => {
    const { source, iterator } = open([9, 2, 2, 2, 2], 4)
    await iterator.next()
    for (let count = 0; count < 9; count++) {
      await turn()
    }
    expect(asked(source)).toBe(3)
    await iterator.next()
    for (let count = 0; count < 9; count++) {
      await turn()
    }
    expect(asked(source)).toBe(4)
    await iterator.return?.()
  })

  test('of less than 1 counts as 1: endlessly many are not taken', async () => {
    const { source, iterator } = open(
      (function* () {
        for (;;) yield 0
      })(),
      2,
    )
    await iterator.next()
    for (let count = 0; count < 9; count++) {
      await turn()
    }
    expect(asked(source)).toBe(3)
    await iterator.return?.()
  })

  test.each([Number.NaN, Infinity, undefined, '1'])(
    'that is %o is an error after the items before it',
    async (size) => {
      const items: string[] = []
      const pipeline = pipe(
        ['a', 'b', 'c'],
        prefetch(9, { size: (item) => (item === 'c' ? (size as number) : 1) }),
      )
      const consume = async (): Promise<void> => {
        for await (const item of pipeline) items.push(item)
      }
      await expect(consume()).rejects.toThrow(
        /^prefetch: size must give a finite number, got .* for "c"$/,
      )
      expect(items).toEqual(['a', 'b'])
    },
  )

  test('that is no function is a TypeError', () => {
    expect(() => prefetch(1, { size: 2 as never })).toThrow(
      new TypeError('prefetch: size must be a function, got 2'),
    )
    expect(() => prefetch(1, null as never)).toThrow(TypeError)
  })
})

test.each([0, -1, 1.5, Number.NaN, Infinity])('a count of %d is a RangeError', (count) => {
  expect(() => prefetch(count)).toThrow(
    new RangeError(`prefetch: count must be a whole number of at least 1, got ${count}`),
  )
})

test('a count that is no number is a TypeError', () => {
  // @ts-expect-error a number is required
  expect(() => prefetch()).toThrow(TypeError)
})
