import { expect, test } from 'vitest'
import { Backlog } from './backlog.ts'

test('an item is held once, until the last place has taken it', () => {
  const backlog = new Backlog<string>(3, 'drop-oldest')
  const [taker, second, third] = [backlog.enter(), backlog.enter(), backlog.enter()]
  backlog.push('a', taker)
  expect(backlog.held).toBe(1)
  expect(backlog.shift(second)).toBe('a')
  expect(backlog.held).toBe(1)
  expect(backlog.shift(third)).toBe('a')
  expect(backlog.held).toBe(0)
})

test('an item that nobody else waits for is not held', () => {
  const backlog = new Backlog<string>(3, 'drop-oldest')
  backlog.push('a', backlog.enter())
  expect(backlog.held).toBe(0)
})

test('a place that is left holds nothing', () => {
  const backlog = new Backlog<string>(3, 'drop-oldest')
  const [taker, idle] = [backlog.enter(), backlog.enter()]
  backlog.push('a', taker)
  backlog.leave(idle)
  expect([backlog.held, backlog.isFull]).toEqual([0, false])
})

test('it is full as long as one place is', () => {
  const backlog = new Backlog<string>(1, 'drop-oldest')
  const [taker, second, third] = [backlog.enter(), backlog.enter(), backlog.enter()]
  backlog.push('a', taker)
  const late = backlog.enter(third)
  const seen = [second, late, third].map((place) => {
    backlog.leave(place)
    return backlog.isFull
  })
  expect(seen).toEqual([true, true, false])
})

test('nothing can be taken where nothing waits', () => {
  const backlog = new Backlog<string>(3, 'drop-oldest')
  const place = backlog.enter()
  expect(() => backlog.shift(place)).toThrow(RangeError)
})

test('a place at another begins with what waits there, and gives none of it up', () => {
  const backlog = new Backlog<string>(3, 'drop-oldest')
  const [first, taker] = [backlog.enter(), backlog.enter()]
  backlog.push('a', taker)
  const late = backlog.enter(first)
  backlog.push('b', taker)
  expect([backlog.shift(late), backlog.shift(late)]).toEqual(['a', 'b'])
  expect([backlog.held, backlog.shift(first), backlog.shift(first)]).toEqual([2, 'a', 'b'])
  expect(backlog.held).toBe(0)
})

test('`drop-newest` goes on after what a place has missed', () => {
  const backlog = new Backlog<number>(2, 'drop-newest')
  const [taker, slow] = [backlog.enter(), backlog.enter()]
  for (const item of [1, 2, 3, 4]) backlog.push(item, taker)
  expect(backlog.shift(slow)).toBe(1)
  for (const item of [5, 6, 7]) backlog.push(item, taker)
  expect([backlog.shift(slow), backlog.shift(slow)]).toEqual([2, 5])
  backlog.push(8, taker)
  expect([backlog.shift(slow), slow.length, backlog.held]).toEqual([8, 0, 0])
})
