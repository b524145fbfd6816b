import { getEventListeners } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { pipe } from '../kernel/pipe.ts'
import type { Source } from '../kernel/source.ts'
import { map } from '../operators/map.ts'
import { take } from '../operators/take.ts'
import { forEach } from '../sinks/forEach.ts'
import { toArray } from '../sinks/toArray.ts'
import { fakeTimers, latch, recordedAsync, silent } from '../testSupport.ts'
import { retry } from './retry.ts'

fakeTimers()

const itself = (n: number): number => n
const atOnce = { from: itself, backoff: () => 0 }

/** The numbers after a position up to 6, from a source that breaks at each of `breaks` once. */
function brittle(breaks: number[]) {
  const opened: (number | undefined)[] = []
  const left = new Set(breaks)
  return {
    opened,
    open: async function* (after: number | undefined): AsyncGenerator<number> {
      opened.push(after)
      for (let n = (after ?? 0) + 1; n <= 6; n++) {
        if (left.delete(n)) throw new Error(`broken at ${n}`)
        yield n
      }
    },
  }
}

/** Lets every timer go off until the promise has settled. */
async function settled<T>(promise: Promise<T>): Promise<T> {
  const state = { isSettled: false }
  const noted = promise.finally(() => {
    state.isSettled = true
  })
  noted.catch(() => {})
  while (!state.isSettled) await vi.advanceTimersByTimeAsync(1000)
  return noted
}

const failing = (error: unknown) => (): never => {
  throw error
}

test('without an error it is the source', async () => {
  const { open, opened } = brittle([])
  expect(await pipe(retry(open, atOnce), toArray())).toEqual([1, 2, 3, 4, 5, 6])
  expect(opened).toEqual([undefined])
})

test('after an error it goes on where it broke, nothing twice and nothing lost', async () => {
  const { open, opened } = brittle([1, 3, 4, 6])
  expect(await settled(pipe(retry(open, atOnce), toArray()))).toEqual([1, 2, 3, 4, 5, 6])
  expect(opened).toEqual([undefined, undefined, 2, 3, 5])
})

test('it can be iterated again, from the beginning', async () => {
  const { open, opened } = brittle([3])
  const source = retry(open, atOnce)
  await settled(pipe(source, toArray()))
  expect(await pipe(source, toArray())).toEqual([1, 2, 3, 4, 5, 6])
  expect(opened).toEqual([undefined, 2, undefined])
})

test('nothing is opened before the first item is asked for', async () => {
  const open = vi.fn<() => Source<number>>(() => [1])
  const iterator = retry(open, atOnce)[Symbol.asyncIterator]()
  await iterator.return?.()
  expect(open).not.toHaveBeenCalled()
})

test('`from` gets each item with its index among all of them', async () => {
  const calls: unknown[] = []
  const { open } = brittle([3])
  const source = retry(open, {
    ...atOnce,
    from: (n, index) => {
      calls.push([n, index])
      return n
    },
  })
  await settled(pipe(source, take(4), toArray()))
  expect(calls).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
  ])
})

describe('the attempts', () => {
  test('that fail in a row are counted, and the last error is thrown as it is', async () => {
    const errors = [new Error('first'), new Error('second'), new Error('third')]
    let attempt = 0
    const open = (): never => failing(errors[attempt++])()
    await expect(settled(pipe(retry(open, { ...atOnce, attempts: 3 }), toArray()))).rejects.toBe(
      errors[2],
    )
    expect(attempt).toBe(3)
  })

  test('are counted anew after an item', async () => {
    const { open } = brittle([1, 2, 3, 4, 5, 6])
    const source = retry(open, { ...atOnce, attempts: 2 })
    expect(await settled(pipe(source, toArray()))).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('are five by default', async () => {
    const open = vi.fn<() => Source<number>>(failing(new Error('down')))
    await expect(settled(pipe(retry(open, { from: itself }), toArray()))).rejects.toThrow('down')
    expect(open).toHaveBeenCalledTimes(5)
  })

  test('may be one: the error is thrown at once', async () => {
    const open = vi.fn<() => Source<number>>(failing(undefined))
    await expect(pipe(retry(open, { ...atOnce, attempts: 1 }), toArray())).rejects.toBeUndefined()
  })

  test('are over if `retryIf` says so', async () => {
    const retryIf = vi.fn<(error: unknown, failures: number) => boolean>(
      (_, failures) => failures < 2,
    )
    const error = new Error('down')
    const source = retry<number[], number>(failing(error), { ...atOnce, retryIf })
    await expect(settled(pipe(source, toArray()))).rejects.toBe(error)
    expect(retryIf.mock.calls).toEqual([
      [error, 1],
      [error, 2],
    ])
  })

  test('end at a source that was read before, as it stays so: `retryIf` is not asked', async () => {
    const { open } = brittle([3])
    const generator = open(undefined)
    const retryIf = vi.fn<() => boolean>(() => true)
    const items: number[] = []
    const run = pipe(
      retry(() => generator, { ...atOnce, retryIf }),
      forEach((n) => items.push(n)),
    )
    await expect(settled(run)).rejects.toThrow(AlreadyConsumedError)
    expect(items).toEqual([1, 2])
    expect(retryIf.mock.calls).toEqual([[new Error('broken at 3'), 1]])
  })

  test.each<[unknown, string]>([
    [5, 'retry: what open gives must be an Iterable or an AsyncIterable, got 5'],
    ['five', 'retry: what open gives must not be a string, got "five"'],
  ])('end if `open` gives %o: it would another time, too', async (given, message) => {
    for (const answer of [given, Promise.resolve(given)]) {
      const open = vi.fn<() => Source<number>>(() => answer as Source<number>)
      const retryIf = vi.fn<() => boolean>(() => true)
      const run = pipe(retry(open, { ...atOnce, retryIf }), toArray())
      await expect(settled(run)).rejects.toThrow(new TypeError(message))
      expect(open).toHaveBeenCalledTimes(1)
      expect(retryIf).not.toHaveBeenCalled()
    }
  })

  test.each([new TypeError('fetch failed'), undefined])(
    'go on after %s of the source itself',
    async (error) => {
      const errors = [error]
      const open = (): number[] => (errors.length > 0 ? failing(errors.pop())() : [1])
      expect(await settled(pipe(retry(open, atOnce), toArray()))).toEqual([1])
    },
  )

  test('that fail are closed before the next one begins', async () => {
    const events: string[] = []
    let attempt = 0
    const open = (): Source<number> => {
      const isFirst = attempt++ === 0
      return pipe(
        recordedAsync([1], events, `attempt ${attempt}`),
        map((n) => (isFirst ? failing(new Error('later'))() : n)),
      )
    }
    expect(await settled(pipe(retry(open, atOnce), toArray()))).toEqual([1])
    expect(events).toEqual([
      'attempt 1 opened',
      'attempt 1 asked',
      'attempt 1 closing',
      'attempt 1 closed',
      'attempt 2 opened',
      'attempt 2 asked',
      'attempt 2 asked',
    ])
  })
})

describe('the source may be promised', () => {
  test('and a rejection is a failure like one of the source', async () => {
    let attempt = 0
    const open = async (): Promise<number[]> => {
      if (attempt++ === 0) throw new Error('no connection')
      return [1]
    }
    expect(await settled(pipe(retry(open, atOnce), toArray()))).toEqual([1])
  })

  test('and is closed unread if the run is over when it comes', async () => {
    const source = latch<AsyncIterable<number>>()
    const late = recordedAsync([1])
    const iterator = retry(() => source.promise, atOnce)[Symbol.asyncIterator]()
    void iterator.next()
    await iterator.return?.()
    source.resolve(late)
    await vi.advanceTimersByTimeAsync(10)
    expect(late.events).toEqual(['source opened', 'source closing', 'source closed'])
  })
})

describe('the wait', () => {
  test('is as long as `backoff` says', async () => {
    const times: number[] = []
    const source = retry<number[], number>(
      () => {
        times.push(performance.now())
        throw new Error('down')
      },
      { from: itself, attempts: 4, backoff: (failures) => failures * 100 },
    )
    await expect(settled(pipe(source, toArray()))).rejects.toThrow('down')
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 100, 300, 600])
  })

  test('is random by default, below a bound that doubles up to 30 seconds', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5)
    try {
      const times: number[] = []
      const source = retry<number[], number>(
        () => {
          times.push(performance.now())
          throw new Error('down')
        },
        { from: itself, attempts: 12 },
      )
      await expect(settled(pipe(source, toArray()))).rejects.toThrow('down')
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000])
    } finally {
      random.mockRestore()
    }
  })

  test('is ended at once when the consumer leaves', async () => {
    const open = vi.fn<() => Source<number>>(failing(new Error('down')))
    const iterator = retry(open, { from: itself, backoff: () => 60_000 })[Symbol.asyncIterator]()
    const pending = iterator.next()
    expect(vi.getTimerCount()).toBe(1)
    await iterator.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
    expect(open).toHaveBeenCalledTimes(1)
  })

  test('is ended at once by the signal, with its reason', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const source = retry<number[], number>(failing(new Error('down')), {
      from: itself,
      backoff: () => 60_000,
      signal,
    })
    const result = pipe(source, toArray())
    controller.abort('reason')
    await expect(result).rejects.toBe('reason')
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test.each<[unknown, string]>([
    [-1, 'RangeError'],
    [Number.NaN, 'RangeError'],
    ['100', 'TypeError'],
  ])('cannot be %o', async (milliseconds, name) => {
    const source = retry<number[], number>(failing(new Error('down')), {
      from: itself,
      backoff: () => milliseconds as number,
    })
    await expect(pipe(source, toArray())).rejects.toMatchObject({
      errors: [
        new Error('down'),
        {
          name,
          message: expect.stringMatching(
            /^retry: what backoff returns must be a number/u,
          ) as string,
        },
      ],
    })
  })
})

test.each(['backoff', 'retryIf'])(
  'an error of `%s` does not hide that of the source',
  async (callback) => {
    const errors = [new Error('down'), new Error('mistake')]
    const source = retry<number[], number>(failing(errors[0]), {
      ...atOnce,
      [callback]: failing(errors[1]),
    })
    const error: unknown = await pipe(source, toArray()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AggregateError)
    expect((error as AggregateError).errors).toEqual(errors)
    expect((error as AggregateError).message).toBe(
      'retry: the source failed, and then whether or when to try again could not be decided',
    )
  },
)

test('an abort ends a source that is silent, and the callback hears of it', async () => {
  const controller = new AbortController()
  const source = silent()
  let seen: AbortSignal | undefined
  const result = pipe(
    retry<AsyncIterable<number>, number>(
      (_, { signal }) => {
        seen = signal
        return source
      },
      { ...atOnce, signal: controller.signal },
    ),
    toArray(),
  )
  expect(seen?.aborted).toBe(false)
  controller.abort('reason')
  await expect(settled(result)).rejects.toBe('reason')
  expect(source.closed).toBe(true)
  expect(seen?.aborted).toBe(true)
})

test('an error of `from` is thrown, and is no failure of the source', async () => {
  const source = recordedAsync([1, 2])
  const result = pipe(
    retry(() => source, { from: failing(new Error('from')) }),
    toArray(),
  )
  await expect(settled(result)).rejects.toThrow('from')
  expect(source.events.filter((event) => event === 'source opened')).toHaveLength(1)
  expect(source.events.at(-1)).toBe('source closed')
})

describe('a bad argument is refused at the call', () => {
  const open = (): number[] => []

  test('of the wrong shape', () => {
    // @ts-expect-error a function is required
    expect(() => retry(5, atOnce)).toThrow(new TypeError('retry: open must be a function, got 5'))
    // @ts-expect-error the options are required
    expect(() => retry(open)).toThrow(
      new TypeError('retry: options must be an object, got undefined'),
    )
    // @ts-expect-error `from` is required
    expect(() => retry(open, {})).toThrow(
      new TypeError('retry: from must be a function, got undefined'),
    )
    for (const bad of [{ backoff: 100 }, { retryIf: true }, { attempts: '5' }, { signal: {} }]) {
      expect(() => retry(open, { ...atOnce, ...bad } as never)).toThrow(TypeError)
    }
  })

  test.each([0, -1, 1.5])('%d attempts', (attempts) => {
    expect(() => retry(open, { ...atOnce, attempts })).toThrow(RangeError)
  })
})
