import { describe, expect, test } from 'vitest'
import { AlreadyConsumedError } from '../kernel/alreadyConsumedError.ts'
import { pipe } from '../kernel/pipe.ts'
import { map } from '../operators/map.ts'
import { toArray } from '../sinks/toArray.ts'
import { recorded, recordedAsync, silent } from '../testSupport.ts'
import { merge } from './merge.ts'
import { peekable, type AsyncPeekable } from './peekable.ts'

const END = { value: undefined, done: true }

describe('over a synchronous source', () => {
  test('`peek()` gives what `next()` will give, and asks for it once', () => {
    const source = recorded(['a', 'b'])
    const letters = peekable(source)
    expect(source.events).toEqual(['source opened'])
    expect([letters.peek().value, letters.peek().value]).toEqual(['a', 'a'])
    expect(source.events).toEqual(['source opened', 'source asked'])
    expect([letters.next().value, letters.next().value]).toEqual(['a', 'b'])
    expect([letters.peek(), letters.next(), letters.next()]).toEqual([END, END, END])
  })

  test('`undefined` as an item is not the end', () => {
    const items = peekable([undefined])
    expect(items.peek()).toEqual({ value: undefined, done: false })
  })

  test('it can be iterated, once, with what was peeked at', () => {
    const letters = peekable('abc')
    letters.next()
    letters.peek()
    expect([...letters]).toEqual(['b', 'c'])
    const other = peekable([1])
    expect(pipe(other, toArray())).toEqual([1])
    expect(() => pipe(other, toArray())).toThrow(AlreadyConsumedError)
  })

  test('leaving a loop closes the source, also after a peek', () => {
    const source = recorded(['a', 'b', 'c'])
    const letters = peekable(source)
    for (const letter of letters) {
      letters.peek()
      if (letter === 'a') break
    }
    expect(source.events.at(-1)).toBe('source closed')
    expect([letters.peek(), letters.next()]).toEqual([END, END])
  })

  test('disposing of it closes the source', () => {
    const source = recorded(['a'])
    peekable(source)[Symbol.dispose]()
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('an error comes out of `peek()`, and then it is over', () => {
    const error = new Error('broken')
    const items = peekable(
      (function* () {
        yield 1
        throw error
      })(),
    )
    items.next()
    expect(() => items.peek()).toThrow(error)
    expect(items.next()).toEqual(END)
  })

  test('it is an iterator as others are', () => {
    expect(Object.getPrototypeOf(peekable([]))).toBe(
      Object.getPrototypeOf(Object.getPrototypeOf([].values())),
    )
  })
})

describe('over an asynchronous source', () => {
  test('`peek()` and `next()` may be called without waiting', async () => {
    const items = peekable(recordedAsync(['a', 'b']))
    const answers = [items.peek(), items.next(), items.next(), items.peek(), items.next()]
    expect((await Promise.all(answers)).map(({ value }) => value)).toEqual([
      'a',
      'a',
      'b',
      undefined,
      undefined,
    ])
  })

  test('it can be iterated with what was peeked at', async () => {
    const items = peekable(recordedAsync([1, 2, 3]))
    expect((await items.peek()).value).toBe(1)
    expect(await pipe(items, toArray())).toEqual([1, 2, 3])
  })

  test('what a callback of the source peeks at during `next()` is not lost', async () => {
    const peeked: unknown[] = []
    const items: AsyncPeekable<string> = peekable(
      pipe(
        merge(['a', 'b']),
        map((letter) => {
          if (letter === 'a') peeked.push(items.peek())
          return letter
        }),
      ),
    )
    expect([(await items.next()).value, (await items.next()).value]).toEqual(['a', 'b'])
    expect(await Promise.all(peeked)).toEqual([{ value: 'b', done: false }])
  })

  test('closing waits for the cleanup, and settles a peek that is pending for ever', async () => {
    const items = peekable(silent())
    const pending = items.peek()
    await items.return()
    expect(await pending).toEqual(END)

    const source = recordedAsync(['a'])
    await peekable(source)[Symbol.asyncDispose]()
    expect(source.events).toEqual(['source opened', 'source closing', 'source closed'])
  })

  test('an error that was peeked at comes out of `next()`, and then it is over', async () => {
    const error = new Error('broken')
    const items = peekable(
      pipe(
        recordedAsync([1]),
        map(() => {
          throw error
        }),
      ),
    )
    await expect(items.peek()).rejects.toBe(error)
    await expect(items.next()).rejects.toBe(error)
    expect(await items.next()).toEqual(END)
  })
})
