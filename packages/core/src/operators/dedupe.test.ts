import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded } from '../testSupport.ts'
import { dedupe } from './dedupe.ts'

test('an error of the callback passes and closes the source', () => {
  const source = recorded([1])
  const broken = dedupe(() => {
    throw new Error('callback')
  })
  expect(() => pipe(source, broken, toArray())).toThrow('callback')
  expect(source.events.at(-1)).toBe('source closed')
})

test('delivers the first item of each run of repeats', async () => {
  expect(pipe([1, 1, 2, 2, 1], dedupe(), toArray())).toEqual([1, 2, 1])
  expect(await pipe(dripping([1, 1, 2, 2, 1]), dedupe(), toArray())).toEqual([1, 2, 1])
})

test('compares by key', () => {
  const words = ['fig', 'pea', 'kiwi', 'pear', 'fig']
  expect(
    pipe(
      words,
      dedupe((word) => word.length),
      toArray(),
    ),
  ).toEqual(['fig', 'kiwi', 'fig'])
})

test('a first item that is `undefined` is delivered', () => {
  expect(pipe([undefined, undefined, null], dedupe(), toArray())).toEqual([undefined, null])
})

test('keys are those of a Set: NaN equals itself, 0 equals -0, and objects are told apart', () => {
  const items = [Number.NaN, Number.NaN, -0, 0, {}, {}]
  expect(pipe(items, dedupe(), toArray())).toStrictEqual([Number.NaN, -0, {}, {}])
})

test('each run begins anew', () => {
  const once = pipe([1, 1], dedupe())
  expect([...once, ...once]).toEqual([1, 1])
})

test('a callback that is no function is a TypeError at the call', () => {
  // @ts-expect-error a function is required
  expect(() => dedupe('id')).toThrow(new TypeError('dedupe: keyOf must be a function, got "id"'))
})
