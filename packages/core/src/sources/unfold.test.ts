import { describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { take } from '../operators/take.ts'
import { toArray } from '../sinks/toArray.ts'
import { unfold } from './unfold.ts'

test('gives nothing if the first step says that it is over', () => {
  expect([...unfold(0, () => undefined)]).toEqual([])
})

test('gives the items while the state moves on, and all again', () => {
  const countdown = unfold(3, (n) => (n > 0 ? [`${n}`, n - 1] : undefined))
  expect([...countdown, ...countdown]).toEqual(['3', '2', '1', '3', '2', '1'])
})

test('may have no end', () => {
  const fibonacci = unfold([0, 1], ([a = 0, b = 0]) => [a, [b, a + b]])
  expect(pipe(fibonacci, take(7), toArray())).toEqual([0, 1, 1, 2, 3, 5, 8])
})

test('takes a step when its item is asked for, and none after the end', () => {
  const step = vi.fn<(n: number) => [number, number] | undefined>((n) =>
    n < 1 ? [n, n + 1] : undefined,
  )
  const iterator = unfold(0, step)[Symbol.iterator]()
  expect(step).not.toHaveBeenCalled()
  expect(iterator.next().value).toBe(0)
  expect(step).toHaveBeenCalledTimes(1)
  for (let again = 0; again < 3; again++) expect(iterator.next().done).toBe(true)
  expect(step).toHaveBeenCalledTimes(2)
})

test('passes `undefined` on as an item and as a state', () => {
  const states: unknown[] = []
  const source = unfold<unknown, undefined>('begin', (state) => {
    states.push(state)
    return states.length < 3 ? [undefined, undefined] : undefined
  })
  expect([...source]).toEqual([undefined, undefined])
  expect(states).toEqual(['begin', undefined, undefined])
})

describe('what a step may not return', () => {
  test.each([
    [null, 'null'],
    [7, '7'],
    ['ab', '"ab"'],
    [{}, 'an instance of Object'],
    [Promise.resolve(), 'a Promise'],
  ])('%o', (result, shown) => {
    expect(() => [...unfold(0, () => result as never)]).toThrow(
      new TypeError(`unfold: step must return an array or undefined, got ${shown}`),
    )
  })
})

test('a step that is no function is a TypeError at the call', () => {
  expect(() => unfold(1, 2 as never)).toThrow(
    new TypeError('unfold: step must be a function, got 2'),
  )
})
