import { expect, test } from 'vitest'
import { Queue } from './queue.ts'

test('what came first leaves first', () => {
  const queue = new Queue<string>()
  queue.push('a')
  queue.push('b')
  expect(queue.shift()).toBe('a')
  queue.push('c')
  expect([queue.shift(), queue.shift()]).toEqual(['b', 'c'])
})

test('the length counts what came and has not left', () => {
  const queue = new Queue<number>()
  expect(queue.length).toBe(0)
  queue.push(1)
  queue.push(2)
  queue.shift()
  queue.push(3)
  expect(queue.length).toBe(2)
})

test('an empty queue has no first item', () => {
  const queue = new Queue<number>()
  expect(queue.peek()).toBeUndefined()
  expect(queue.shift()).toBeUndefined()
  expect(queue.length).toBe(0)
})

test('`peek` shows the oldest item and leaves it there', () => {
  const queue = new Queue<number>()
  queue.push(1)
  queue.push(2)
  expect([queue.peek(), queue.peek(), queue.length]).toEqual([1, 1, 2])
})

test('`undefined` is an item like any other', () => {
  const queue = new Queue<undefined>()
  queue.push(undefined)
  expect(queue.length).toBe(1)
  expect(queue.shift()).toBeUndefined()
  expect(queue.length).toBe(0)
})

test('the order is kept while the queue moves to the front of its array, and when it begins anew', () => {
  const queue = new Queue<number>()
  let pushed = 0
  let shifted = 0
  for (const burst of [300, 1, 500]) {
    for (let count = 0; count < burst; count++) queue.push(pushed++)
    while (queue.length > 0) {
      expect(queue.peek()).toBe(shifted)
      expect(queue.shift()).toBe(shifted++)
      if (shifted % 3 === 0 && pushed < 2000) queue.push(pushed++)
    }
  }
  expect(shifted).toBe(pushed)
})
