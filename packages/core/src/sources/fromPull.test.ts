import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { Flow } from '../kernel/flow.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { fromPull } from './fromPull.ts'
import { stopClock } from '../testSupport.ts'

stopClock()

/** Answers with the items, and then with `DONE`. */
function answers<T>(...items: T[]): Pull<T> {
  let index = 0
  return () => (index < items.length ? (items[index++] as T) : DONE)
}

test('delivers what the pull answers', async () => {
  const flow = fromPull(() => answers('a', 'b'))
  expect(flow).toBeInstanceOf(Flow)
  expect(await pipe(flow, toArray())).toEqual(['a', 'b'])
})

test('after `WAIT` goes on when the run is woken', async () => {
  const emitter = new EventEmitter()
  const flow = fromPull<string>((run) => {
    const arrived: string[] = []
    const note = (item: string): void => {
      arrived.push(item)
      run.wake()
    }
    emitter.on('item', note)
    run.defer(() => emitter.off('item', note))
    return () => arrived.shift() ?? WAIT
  })
  const result = pipe(flow, take(2), toArray())
  emitter.emit('item', 'a')
  emitter.emit('item', 'b')
  expect(await result).toEqual(['a', 'b'])
  expect(emitter.listenerCount('item')).toBe(0)
})

test('starts in each run, and not before', async () => {
  let starts = 0
  const flow = fromPull(() => answers(++starts))
  expect(starts).toBe(0)
  expect(await pipe(flow, toArray())).toEqual([1])
  expect(await pipe(flow, toArray())).toEqual([2])
})

test('what was deferred runs once, when the run is over', async () => {
  let cleanups = 0
  const flow = fromPull((run) => {
    run.defer(() => cleanups++)
    return answers(1, 2)
  })
  for await (const _ of flow) {
    expect(cleanups).toBe(0)
    break
  }
  expect(cleanups).toBe(1)
  await pipe(flow, toArray())
  expect(cleanups).toBe(2)
})

test('an error of `start` or of the pull fails the run', async () => {
  const fail = (): never => {
    throw new Error('broken')
  }
  await expect(pipe(fromPull(fail), toArray())).rejects.toThrow('broken')
  await expect(
    pipe(
      fromPull(() => fail),
      toArray(),
    ),
  ).rejects.toThrow('broken')
})

test('a `start` that returns no pull fails the run', async () => {
  const error = new TypeError('fromPull: what start returns must be a function, got undefined')
  await expect(pipe(fromPull((() => {}) as never), toArray())).rejects.toThrow(error)
})

describe('with `once`', () => {
  test('a second run throws before it begins', async () => {
    const body = { a: 'body' }
    let starts = 0
    const flow = fromPull(() => answers(++starts), { once: body })
    expect(await pipe(flow, toArray())).toEqual([1])
    await expect(pipe(flow, toArray())).rejects.toMatchObject({
      code: 'ALREADY_CONSUMED',
      source: body,
    })
    expect(starts).toBe(1)
  })

  test('two sources over the same thing count as one', async () => {
    const body = {}
    const make = (): Flow<number> => fromPull(() => answers(1), { once: body })
    await pipe(make(), toArray())
    await expect(pipe(make(), toArray())).rejects.toThrow(AlreadyConsumedError)
  })
})

test('a bad argument is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => fromPull(5)).toThrow(new TypeError('fromPull: start must be a function, got 5'))
  // @ts-expect-error an object is required
  expect(() => fromPull(() => answers(), true)).toThrow(
    new TypeError('fromPull: options must be an object, got true'),
  )
})
