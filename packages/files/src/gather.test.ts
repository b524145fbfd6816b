import { DONE, fromPull, pipe, toArray, WAIT } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gather } from './gather.ts'
import { outcomeOf } from './testSupport.ts'

test('small pieces of text and bytes come together in their order', () => {
  const pieces = ['a', Buffer.from('b'), '', new Uint8Array([0x63]), 'f\u00FCr', '\n']
  const chunks = pipe(pieces, gather(), toArray())
  expect(chunks.map(String)).toEqual(['abcf\u00FCr\n'])
})

test('a chunk is full when it is worth a write', () => {
  const chunks = pipe(
    Array.from({ length: 5 }, () => 'x'.repeat(100_000)),
    gather(),
    toArray(),
  )
  expect(chunks.map(({ length }) => length)).toEqual([200_000, 200_000, 100_000])
})

test('nothing gathered is no chunk', () => {
  expect(pipe(['', Buffer.alloc(0)], gather(), toArray())).toEqual([])
})

test('what is there does not wait for more', async () => {
  const answers = ['a', 'b', WAIT, 'c', WAIT, WAIT]
  const source = fromPull<string>((run) => () => {
    const answer = answers.shift()
    if (answer === WAIT) run.wake()
    return answer === undefined ? DONE : (answer as string)
  })
  const chunks = await pipe(source, gather(), toArray())
  expect(chunks.map(String)).toEqual(['ab', 'c'])
})

test('a character that is split over two pieces of text is whole, also where the source waits', async () => {
  const [high = '', low = ''] = '😀'.split('')
  const full = 'x'.repeat(128 * 1024 - 1)
  const answers = [WAIT, full + high, low, high, WAIT, low, WAIT, high, WAIT, Buffer.of(0x61), high]
  const source = fromPull<string>((run) => () => {
    const answer = answers.shift()
    if (answer === WAIT) run.wake()
    return answer === undefined ? DONE : (answer as string)
  })
  const chunks = await pipe(source, gather(), toArray())
  expect(Buffer.concat(chunks).toString()).toBe(`${full}😀😀\uFFFDa\uFFFD`)
})

test('what precedes an error comes before it', async () => {
  const broken = new Error('broken')
  const source = (function* () {
    yield 'a'
    yield 'b'
    throw broken
  })()
  const { items, error } = await outcomeOf(pipe(source, gather()))
  expect(items.map(String)).toEqual(['ab'])
  expect(error).toBe(broken)
})

test('it is the same bytes, however they are cut', () => {
  const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array())
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const whole = Buffer.concat(pieces.map((each) => Buffer.from(each as string)))
      expect(Buffer.concat(pipe(pieces, gather(), toArray()))).toEqual(whole)
    }),
  )
})
