import { describe, expect, test, vi } from 'vitest'
import { collectGarbage, latch, recordedAsync, stopClock, turn, woken } from '../testSupport.ts'
import { show } from './check.ts'
import { AlreadyConsumedError } from './alreadyConsumedError.ts'
import { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'
import { pullAsyncIterable } from './pullAsyncIterable.ts'

stopClock()

const run = <T>(source: AsyncIterable<T>): Execution<T> =>
  new Execution((inside) => pullAsyncIterable(source, inside), 'async')

/** An iterable around whatever is meant to stand for an iterator. */
const around = (iterator: unknown): AsyncIterable<unknown> => ({
  [Symbol.asyncIterator]: () => iterator as AsyncIterator<unknown>,
})

/** Pulls until there is an answer. */
async function answer<T>(execution: Execution<T>): Promise<unknown> {
  const item = execution.pull()
  if (item !== WAIT) return item
  await woken(execution)
  return answer(execution)
}

test('items come in order, then `DONE` for ever', async () => {
  const execution = run(recordedAsync(['a', 'b']))
  expect(await answer(execution)).toBe('a')
  expect(await answer(execution)).toBe('b')
  expect(await answer(execution)).toBe(DONE)
  expect(execution.pull()).toBe(DONE)
})

test('an item that was taken is not held while the next one is waited for', async () => {
  const items = [{ big: 'buffer' }]
  const execution = run({
    async *[Symbol.asyncIterator]() {
      yield items.pop()
      await new Promise(() => {})
    },
  })
  const take = async (): Promise<WeakRef<object>> =>
    new WeakRef((await answer(execution)) as object)
  const taken = await take()
  expect(execution.pull()).toBe(WAIT)
  await collectGarbage()
  expect(taken.deref()).toBeUndefined()
  void execution.close()
})

test('nothing is asked for before the first pull, and one item for each after that', async () => {
  const source = recordedAsync(['a', 'b'])
  const execution = run(source)
  expect(source.events).toEqual(['source opened'])
  await answer(execution)
  await turn()
  expect(source.events).toEqual(['source opened', 'source asked'])
})

test('while `next()` is under way, pulling again does not call it', () => {
  let calls = 0
  const next = (): Promise<never> => {
    calls++
    return new Promise(() => {})
  }
  const { pull } = run(around({ next }))
  expect([pull(), pull()]).toEqual([WAIT, WAIT])
  expect(calls).toBe(1)
})

test('`next` is read once, and called with the iterator as `this`', async () => {
  let reads = 0
  const selves: unknown[] = []
  const iterator = {
    get next() {
      reads++
      return async function (this: unknown) {
        selves.push(this)
        return { done: selves.length > 1 }
      }
    },
  }
  const execution = run(around(iterator))
  await answer(execution)
  await answer(execution)
  expect(reads).toBe(1)
  expect(selves).toEqual([iterator, iterator])
})

test('`next()` may give its result without a promise, or as a thenable', async () => {
  const results: unknown[] = [
    { value: 1 },
    // oxlint-disable-next-line unicorn/no-thenable -- that is what is tested
    { then: (resolve: (result: object) => void) => resolve({ value: 2 }) },
    { done: true },
  ]
  const execution = run(around({ next: () => results.shift() }))
  expect(await answer(execution)).toBe(1)
  expect(await answer(execution)).toBe(2)
  expect(await answer(execution)).toBe(DONE)
})

test('an item that is a promise passes untouched', async () => {
  const item = Promise.resolve(1)
  const execution = run(around({ next: async () => ({ value: item }) }))
  execution.pull()
  await woken(execution)
  expect(execution.pull()).toBe(item)
})

describe('errors', () => {
  test('from a rejected `next()` pass once, and nothing is closed', async () => {
    const close = vi.fn<() => Promise<object>>()
    const execution = run(
      around({ next: () => Promise.reject(new Error('broken')), return: close }),
    )
    await expect(answer(execution)).rejects.toThrow('broken')
    expect(execution.pull()).toBe(DONE)
    expect(close).not.toHaveBeenCalled()
  })

  test('from a `next()` that throws pass at once', () => {
    const next = (): never => {
      throw new Error('broken')
    }
    expect(run(around({ next })).pull).toThrow('broken')
  })

  test.each([undefined, 'next'])('a `next` that is %o is a TypeError', (next) => {
    expect(run(around({ next })).pull).toThrow(
      new TypeError(`iterator: next must be a function, got ${show(next)}`),
    )
  })

  test.each([undefined, 1, 'result'])('a result that is %o is a TypeError', async (result) => {
    await expect(answer(run(around({ next: async () => result })))).rejects.toThrow(
      new TypeError(`next() gave ${show(result)}, not an object`),
    )
  })

  test.each(['done', 'value'])('from reading `%s` pass', async (field) => {
    const result = Object.defineProperty({}, field, {
      get: () => {
        throw new Error(field)
      },
    })
    await expect(answer(run(around({ next: async () => result })))).rejects.toThrow(field)
  })

  test('an iterator that is no object is a TypeError', () => {
    expect(run(around(undefined)).pull).toThrow(
      new TypeError('the iterator method gave undefined, not an object'),
    )
  })
})

describe('closing', () => {
  test('calls `return` once, with the iterator as `this`, and waits for it', async () => {
    const gate = latch<object>()
    const selves: unknown[] = []
    const iterator = {
      next: async () => ({ value: 1 }),
      return() {
        selves.push(this)
        return gate.promise
      },
    }
    const execution = run(around(iterator))
    await answer(execution)
    let closed = false
    const closing = execution.close()?.then(() => {
      closed = true
    })
    void execution.close()
    await turn()
    expect(selves).toEqual([iterator])
    expect(closed).toBe(false)
    gate.resolve({})
    await closing
    expect(closed).toBe(true)
  })

  test('before the first pull calls `return` as well', async () => {
    const source = recordedAsync(['a'])
    await run(source).close()
    expect(source.events).toEqual(['source opened', 'source closing', 'source closed'])
  })

  test('with an item that arrived and was not taken calls `return`', async () => {
    const source = recordedAsync(['a'])
    const execution = run(source)
    execution.pull()
    await woken(execution)
    await execution.close()
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('is over at once for an iterator without `return`', () => {
    expect(run(around({ next: async () => ({ value: 1 }) })).close()).toBeUndefined()
  })

  test.each([undefined, 1])('is a TypeError if `return` gives %o', async (result) => {
    const iterator = { next: async () => ({ value: 1 }), return: async () => result }
    await expect(run(around(iterator)).close()).rejects.toThrow(
      new TypeError(`return() gave ${show(result)}, not an object`),
    )
  })

  test('does nothing to a source that ended by itself', async () => {
    const source = recordedAsync([])
    const execution = run(source)
    await answer(execution)
    await execution.close()
    expect(source.events).toEqual(['source opened', 'source asked'])
  })

  test('settles while `next()` is pending for ever, and so does `return()` behind it', async () => {
    async function* stuck(): AsyncGenerator<number> {
      await new Promise(() => {})
      yield 1
    }
    const execution = run(stuck())
    expect(execution.pull()).toBe(WAIT)
    await execution.close()
    expect(await answer(execution)).toBe(DONE)
  })

  test('waits for `return()` when the pending `next()` settles', async () => {
    const events: string[] = []
    const gate = latch()
    async function* source(): AsyncGenerator<number> {
      try {
        await gate.promise
        yield 1
      } finally {
        await turn()
        events.push('cleaned up')
      }
    }
    const execution = run(source())
    execution.pull()
    const closing = execution.close()
    gate.resolve()
    await closing
    expect(events).toEqual(['cleaned up'])
  })

  test('ignores what a `next()` that was under way brings later', async () => {
    const gate = latch<object>()
    const execution = run(around({ next: () => gate.promise, return: async () => ({}) }))
    execution.pull()
    await execution.close()
    gate.reject(new Error('too late'))
    await turn()
    expect(await answer(execution)).toBe(DONE)
  })
})

describe('closing from inside `next()`', () => {
  test('settles also if that `next()` never does', async () => {
    async function* source(): AsyncGenerator<number> {
      void execution.close()
      yield await new Promise<never>(() => {})
    }
    const execution = run(source())
    execution.pull()
    await woken(execution)
    expect(execution.pull()).toBe(DONE)
  })

  test('calls `return` after `next` has returned', async () => {
    const events: string[] = []
    const execution = run(
      around({
        next: () => {
          events.push('next')
          void execution.close()
          events.push('next returns')
          return Promise.resolve({ value: 1, done: false })
        },
        return: () => {
          events.push('return')
          return Promise.resolve({})
        },
      }),
    )
    expect(execution.pull()).toBe(WAIT)
    await execution.close()
    expect(events).toEqual(['next', 'next returns', 'return'])
    expect(execution.pull()).toBe(DONE)
  })

  test('does nothing to a source whose `next` then throws', async () => {
    let returns = 0
    const execution = run(
      around({
        next: () => {
          void execution.close()
          throw new Error('next')
        },
        return: () => returns++,
      }),
    )
    expect(execution.pull()).toBe(WAIT)
    await woken(execution)
    expect(execution.pull).toThrow('next')
    expect(returns).toBe(0)
  })
})

test('a generator object can be read once', async () => {
  async function* letters(): AsyncGenerator<string> {
    yield 'a'
    yield 'b'
  }
  const source = letters()
  expect(await answer(run(source))).toBe('a')
  expect(run(source).pull).toThrow(AlreadyConsumedError)
  expect((await source.next()).value).toBe('b') // the refusal did not close it
})
