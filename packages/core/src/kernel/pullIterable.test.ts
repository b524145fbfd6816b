import { describe, expect, test, vi } from 'vitest'
import { meteredRun, recorded } from '../testSupport.ts'
import { show } from './check.ts'
import { AlreadyConsumedError } from './alreadyConsumedError.ts'
import { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'
import { pullIterable } from './pullIterable.ts'

const run = <T>(source: Iterable<T>): Execution<T> =>
  new Execution((inside) => pullIterable(source, inside), 'sync')

/** An iterable around whatever is meant to stand for an iterator. */
const around = (iterator: unknown): Iterable<unknown> => ({
  [Symbol.iterator]: () => iterator as Iterator<unknown>,
})

test('items come in order, then `DONE` for ever, and `next` is not called after the end', () => {
  const source = recorded(new Set(['a', 'b']))
  const { pull } = run(source)
  expect([pull(), pull(), pull(), pull()]).toEqual(['a', 'b', DONE, DONE])
  expect(source.events.filter((event) => event === 'source asked')).toHaveLength(3)
})

test('`next` is read once, and called with the iterator as `this` and nothing else', () => {
  const calls: [self: unknown, argumentCount: number][] = []
  let reads = 0
  const iterator = {
    get next() {
      reads++
      return function (this: unknown, ...received: unknown[]) {
        calls.push([this, received.length])
        return { done: calls.length > 2, value: 0 }
      }
    },
  }
  const { pull } = run(around(iterator))
  while (pull() !== DONE);
  expect(reads).toBe(1)
  expect(calls).toEqual([
    [iterator, 0],
    [iterator, 0],
    [iterator, 0],
  ])
})

test('the value of the result that ends is not read', () => {
  const value = vi.fn<() => unknown>()
  const result = { done: true }
  Object.defineProperty(result, 'value', { get: value })
  expect(run(around({ next: () => result })).pull()).toBe(DONE)
  expect(value).not.toHaveBeenCalled()
})

test('`done` may be missing or any falsy value', () => {
  const results = [{ value: 1 }, { value: 2, done: 0 }, { done: 'yes' }]
  const { pull } = run(around({ next: () => results.shift() }))
  expect([pull(), pull(), pull()]).toEqual([1, 2, DONE])
})

test.each([undefined, 'next'])('refuses a `next` that is %o', (next) => {
  const { pull } = run(around({ next }))
  expect(pull).toThrow(new TypeError(`iterator: next must be a function, got ${show(next)}`))
  expect(pull()).toBe(DONE)
})

describe('closing', () => {
  test('calls `return` once, with the iterator as `this` and no argument', () => {
    const calls: unknown[][] = []
    const iterator = {
      next: () => ({ value: 1 }),
      return(...received: unknown[]) {
        calls.push([this, ...received])
        return {}
      },
    }
    const execution = run(around(iterator))
    execution.pull()
    void execution.close()
    void execution.close()
    expect(calls).toEqual([[iterator]])
  })

  test('reads `return` only then', () => {
    let reads = 0
    const iterator = {
      next: () => ({ value: 1 }),
      get return() {
        reads++
        return undefined
      },
    }
    const execution = run(around(iterator))
    execution.pull()
    expect(reads).toBe(0)
    void execution.close()
    expect(reads).toBe(1)
  })

  test.each([undefined, null])('accepts a `return` that is %o', (missing) => {
    const execution = run(around({ next: () => ({ value: 1 }), return: missing }))
    expect(() => execution.close()).not.toThrow()
  })

  test('refuses a `return` that is neither missing nor a function', () => {
    const execution = run(around({ next: () => ({ value: 1 }), return: 1 }))
    expect(() => execution.close()).toThrow(
      new TypeError('iterator: return must be a function, got 1'),
    )
  })

  test.each([undefined, null, 1, 'result', Symbol('result')])(
    'is a TypeError if `return` gives %o',
    (result) => {
      const execution = run(around({ next: () => ({ value: 1 }), return: () => result }))
      expect(() => execution.close()).toThrow(
        new TypeError(`return() gave ${show(result)}, not an object`),
      )
    },
  )

  test('passes on what `return` throws', () => {
    const error = new Error('cleanup')
    const iterator = {
      next: () => ({ value: 1 }),
      return: () => {
        throw error
      },
    }
    expect(() => run(around(iterator)).close()).toThrow(error)
  })

  test('does nothing to an iterator that ended or threw by itself', () => {
    const events: string[] = []
    const ended = run(recorded([], events))
    ended.pull()
    void ended.close()
    const broken = run(
      around({
        next: () => {
          throw new Error('broken')
        },
        return: () => events.push('closed'),
      }),
    )
    expect(broken.pull).toThrow('broken')
    void broken.close()
    expect(events).toEqual(['source opened', 'source asked'])
  })
})

describe('what is not an iterator', () => {
  test.each([undefined, null, 1, 'iterator'])(
    'is refused: [Symbol.iterator]() gives %o',
    (value) => {
      expect(run(around(value)).pull).toThrow(
        new TypeError(`the iterator method gave ${show(value)}, not an object`),
      )
    },
  )

  test.each([undefined, null, 1, 'result'])('is refused: next() gives %o', (value) => {
    expect(run(around({ next: () => value })).pull).toThrow(
      new TypeError(`next() gave ${show(value)}, not an object`),
    )
  })

  test('is refused: there is no next()', () => {
    expect(run(around({})).pull).toThrow(TypeError)
  })

  test('may be a function', () => {
    const iterator = Object.assign(() => {}, { next: () => ({ done: true }) })
    expect(run(around(iterator)).pull()).toBe(DONE)
  })
})

test.each(['done', 'value'])(
  'an error from reading `%s` passes, and nothing is closed',
  (field) => {
    const error = new Error(field)
    const close = vi.fn<() => object>()
    const result = Object.defineProperty({}, field, {
      get: () => {
        throw error
      },
    })
    const { pull } = run(around({ next: () => result, return: close }))
    expect(pull).toThrow(error)
    expect(close).not.toHaveBeenCalled()
  },
)

test('a source that is its own iterator can be read once', () => {
  const letters = new Set(['a', 'b']).values()
  expect(run(letters).pull()).toBe('a')
  expect(run(letters).pull).toThrow(AlreadyConsumedError)
  expect(letters.next().value).toBe('b') // the refusal did not close it
})

test('in an asynchronous run it asks for a turn when the credit is used up', () => {
  const metered = meteredRun(1)
  const pull = pullIterable(new Set([1, 2]), metered)
  expect([pull(), pull(), pull()]).toEqual([1, WAIT, 2])
  expect(metered.turns).toBe(1)
})
