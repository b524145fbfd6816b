import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { join } from './join.ts'

test('of a source without items is an empty string', async () => {
  expect(pipe([], join())).toBe('')
  expect(await pipe(dripping([]), join('-'))).toBe('')
})

test.each([
  [['a', 'b']],
  [[undefined]],
  [[undefined, 'a']],
  [['', '']],
  [[null, 1, undefined, Number.NaN, 2n, true, [1, 2], new Date(0)]],
])('gives for %o what arrays give', async (items: readonly unknown[]) => {
  expect(pipe(items, join())).toBe(items.join())
  expect(pipe(items, join('; '))).toBe(items.join('; '))
  expect(await pipe(dripping(items), join(''))).toBe(items.join(''))
})

test('an item that cannot become a string is a TypeError, and closes the source', () => {
  const source = recorded([Symbol('a')])
  expect(() => pipe(source, join())).toThrow(TypeError)
  expect(source.events.at(-1)).toBe('source closed')
})

test.each([null, 1, {}])('the separator %o is a TypeError at the call', (separator) => {
  // @ts-expect-error a separator is a string
  expect(() => join(separator)).toThrow('join: separator must be a string, got ')
})
