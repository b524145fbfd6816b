import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { pipe } from '../kernel/pipe.ts'
import { map } from '../operators/map.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { recorded, recordedAsync, silent } from '../testSupport.ts'
import { captureReturn } from './captureReturn.ts'

const events: string[] = []

function* letters() {
  try {
    yield 'a'
    yield 'b'
    return 2
  } finally {
    events.push('closed')
  }
}

async function* lettersLater() {
  yield* letters()
  return { count: 2 }
}

describe('a generator', () => {
  test('gives its items, and then its return value', () => {
    const captured = captureReturn(letters())
    expect([...captured]).toEqual(['a', 'b'])
    expect(captured.returned).toBe(2)
  })

  test('may return `undefined`', () => {
    const captured = captureReturn([1])
    expect([...captured]).toEqual([1])
    expect(captured.returned).toBe(undefined)
  })

  test('has returned nothing before its end', () => {
    const captured = captureReturn(letters())
    expect(() => captured.returned).toThrow(/has not ended by itself/)
    const iterator = captured[Symbol.iterator]()
    iterator.next()
    iterator.next()
    expect(() => captured.returned).toThrow(/has not ended by itself/)
    iterator.next()
    expect(captured.returned).toBe(2)
  })

  test('has returned nothing when it was left early, and is closed', () => {
    const captured = captureReturn(letters())
    events.length = 0
    expect(pipe(captured, take(1), toArray())).toEqual(['a'])
    expect(events).toEqual(['closed'])
    expect(() => captured.returned).toThrow(/has not ended by itself/)
  })

  test('has returned nothing when it has thrown', () => {
    const error = new Error('broken')
    const failing = pipe(
      letters(),
      map(() => {
        throw error
      }),
    )
    const captured = captureReturn(failing)
    expect(() => [...captured]).toThrow(error)
    expect(() => captured.returned).toThrow(/has not ended by itself/)
  })

  test('is captured through a pipeline', () => {
    const captured = captureReturn(letters())
    const upper = pipe(
      captured,
      map((letter) => letter.toUpperCase()),
    )
    expect([...upper]).toEqual(['A', 'B'])
    expect(captured.returned).toBe(2)
  })

  test('can be iterated once, also by its own name', () => {
    const generator = letters()
    const captured = captureReturn(generator)
    expect([...captured]).toEqual(['a', 'b'])
    expect(() => [...captured]).toThrow(AlreadyConsumedError)
    expect(() => pipe(generator, toArray())).toThrow(AlreadyConsumedError)
  })
})

test('an iterator that was opened and never asked is closed', () => {
  const source = recorded(['a'])
  captureReturn(source)[Symbol.iterator]().return?.()
  expect(source.events).toEqual(['source opened', 'source closed'])
})

test('a `return` that is no function is refused, as it is without this', async () => {
  const broken = { next: () => ({ value: 'a', done: false }), return: 5 } as never
  const sync = captureReturn({ [Symbol.iterator]: () => broken })[Symbol.iterator]()
  const async = captureReturn({ [Symbol.asyncIterator]: () => broken })[Symbol.asyncIterator]()
  const error = new TypeError('iterator: return must be a function, got 5')
  expect(() => sync.return?.()).toThrow(error)
  await expect(async.return?.()).rejects.toThrow(error)
})

test('what is no object is refused', () => {
  // @ts-expect-error: a string has no return value to capture
  expect(() => captureReturn('abc')).toThrow(TypeError)
})

describe('an async generator', () => {
  test('gives its items, and then its return value', async () => {
    const captured = captureReturn(lettersLater())
    expect(() => captured.returned).toThrow(/has not ended by itself/)
    expect(await pipe(captured, toArray())).toEqual(['a', 'b'])
    expect(captured.returned).toEqual({ count: 2 })
    await expect(pipe(captured, toArray())).rejects.toThrow(AlreadyConsumedError)
  })

  test('is closed when it is left, also while it never answers', async () => {
    const source = recordedAsync(['a', 'b'])
    expect(await pipe(captureReturn(source), take(1), toArray())).toEqual(['a'])
    expect(source.events.at(-1)).toBe('source closed')

    const hanging = silent()
    const iterator = captureReturn(hanging)[Symbol.asyncIterator]()
    const pending = iterator.next()
    await iterator.return?.()
    expect(hanging.closed).toBe(true)
    expect(await pending).toEqual({ value: undefined, done: true })
  })
})
