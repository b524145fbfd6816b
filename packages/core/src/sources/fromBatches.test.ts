import { describe, expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { openCursor } from '../kernel/openCursor.ts'
import { pipe } from '../kernel/pipe.ts'
import { WAIT } from '../kernel/pull.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { recordedAsync, silent, stopClock } from '../testSupport.ts'
import { fromBatches } from './fromBatches.ts'

stopClock()

test('delivers the items of the batches', async () => {
  const flow = fromBatches(async function* () {
    yield ['a', 'b']
    yield []
    yield ['c']
    yield []
  })
  expect(flow).toBeInstanceOf(Flow)
  expect(await pipe(flow, toArray())).toEqual(['a', 'b', 'c'])
})

test('delivers the items of a batch without waiting between them', async () => {
  const cursor = openCursor(
    fromBatches(async function* () {
      yield ['a', 'b']
    }),
  )
  expect(cursor.pull()).toBe(WAIT)
  await cursor.ready()
  expect([cursor.pull(), cursor.pull(), cursor.pull()]).toEqual(['a', 'b', WAIT])
})

test('asks for the next batch when the one before is used up, and not earlier', async () => {
  const source = recordedAsync([[1, 2], [3]])
  expect(
    await pipe(
      fromBatches(() => source),
      take(2),
      toArray(),
    ),
  ).toEqual([1, 2])
  expect(source.events).toEqual([
    'source opened',
    'source asked',
    'source closing',
    'source closed',
  ])
})

test('takes batches from a synchronous source, and batches that are typed arrays', async () => {
  expect(
    await pipe(
      fromBatches(() => [[1], [2, 3]]),
      toArray(),
    ),
  ).toEqual([1, 2, 3])
  expect(
    await pipe(
      fromBatches(() => [Uint8Array.of(1, 2)]),
      toArray(),
    ),
  ).toEqual([1, 2])
})

test('calls `make` once in each run, and not before', async () => {
  let calls = 0
  const flow = fromBatches(() => {
    calls++
    return [[calls]]
  })
  expect(calls).toBe(0)
  expect(await pipe(flow, toArray())).toEqual([1])
  expect(await pipe(flow, toArray())).toEqual([2])
})

test('the items before an error are delivered first', async () => {
  const items: number[] = []
  const flow = fromBatches(async function* () {
    yield [1, 2]
    throw new Error('broken')
  })
  const loop = async (): Promise<void> => {
    for await (const item of flow) items.push(item)
  }
  await expect(loop()).rejects.toThrow('broken')
  expect(items).toEqual([1, 2])
})

describe('the signal', () => {
  test('is aborted when the consumer breaks', async () => {
    let signal: AbortSignal | undefined
    const flow = fromBatches((context) => {
      signal = context.signal
      return [[1, 2]]
    })
    for await (const _ of flow) {
      expect(signal?.aborted).toBe(false)
      break
    }
    expect(signal?.aborted).toBe(true)
  })

  test('ends a wait that only it can end', async () => {
    const flow = fromBatches(async function* ({ signal }) {
      yield [1]
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    })
    const iterator = flow[Symbol.asyncIterator]()
    await iterator.next()
    const pending = iterator.next()
    await iterator.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
  })

  test('is aborted at the end, and is another one in the next run', async () => {
    const signals: AbortSignal[] = []
    const flow = fromBatches((context) => {
      signals.push(context.signal)
      return [[1]]
    })
    await pipe(flow, toArray())
    flow[Symbol.asyncIterator]()
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false])
  })
})

test('is closed while it is silent', async () => {
  const source = silent()
  const iterator = fromBatches(() => source)[Symbol.asyncIterator]()
  const pending = iterator.next()
  await iterator.return?.()
  expect((await pending).done).toBe(true)
  expect(source.closed).toBe(true)
})

describe('a bad argument', () => {
  test('that is no function is a TypeError at the call', () => {
    // @ts-expect-error a function is required
    expect(() => fromBatches([[1]])).toThrow(
      new TypeError('fromBatches: make must be a function, got an array of 1'),
    )
  })

  test.each([
    [undefined, 'undefined'],
    [5, '5'],
    [Promise.resolve([]), 'a Promise'],
  ])('that gives %o fails the run with a TypeError', async (value, shown) => {
    await expect(
      pipe(
        fromBatches(() => value as never),
        toArray(),
      ),
    ).rejects.toThrow(
      new TypeError(`fromBatches: make must return an iterable of arrays, got ${shown}`),
    )
  })

  test.each([
    [5, '5'],
    [undefined, 'undefined'],
    [new Set([1]), 'a Set'],
    ['row', '"row"'],
  ])(
    'that gives %o as a batch fails the run with a TypeError: its items would be lost, or it would come in pieces',
    async (batch, shown) => {
      await expect(
        pipe(
          fromBatches(() => [batch as never]),
          toArray(),
        ),
      ).rejects.toThrow(new TypeError(`fromBatches: a batch must be an array, got ${shown}`))
    },
  )

  test('that throws fails the run with its error', async () => {
    const broken = fromBatches((): number[][] => {
      throw new Error('make')
    })
    await expect(pipe(broken, toArray())).rejects.toThrow('make')
  })
})
