// What test262 asks of every iterator helper, of ours that have the name of one: here also on a Node whose
// language does not have them yet.
import { describe, expect, test, vi } from 'vitest'
import type { Many, Operator } from './kernel/operator.ts'
import { pipe } from './kernel/pipe.ts'
import { chunks } from './operators/chunks.ts'
import { drop } from './operators/drop.ts'
import { filter } from './operators/filter.ts'
import { flatMap } from './operators/flatMap.ts'
import { map } from './operators/map.ts'
import { take } from './operators/take.ts'
import { windows } from './operators/windows.ts'
import { concat } from './sources/concat.ts'
import { zip } from './sources/zip.ts'
import { zipKeyed } from './sources/zipKeyed.ts'

type Open = (source: Iterable<number>) => Required<Iterator<unknown>>

const open = (seq: Iterable<unknown>) => seq[Symbol.iterator]() as Required<Iterator<unknown>>
const over =
  (operator: Operator<number, Many<unknown>>): Open =>
  (source) =>
    open(pipe(source, operator))

const helpers: Readonly<Record<string, Open>> = {
  map: over(map((item) => item)),
  filter: over(filter(() => true)),
  flatMap: over(flatMap((item) => [item])),
  take: over(take(5)),
  drop: over(drop(0)),
  chunks: over(chunks(1)),
  windows: over(windows(1)),
  concat: (source) => open(concat(source, [1])),
  zip: (source) => open(zip([source, [1, 2]])),
  'zip to the longest': (source) => open(zip([source, [1, 2]], { mode: 'longest' })),
  'zip of equal lengths': (source) => open(zip([source, [1, 2]], { mode: 'strict' })),
  zipKeyed: (source) => open(zipKeyed({ source })),
}

const item = () => ({ value: 1, done: false })
const end = { value: undefined, done: true }
const fail = (): never => {
  throw new RangeError('from the source')
}

/** The object with a property that throws when it is read. */
const throwing = (property: string, object: object): object =>
  Object.defineProperty(object, property, { get: fail, enumerable: true })

/** An iterable around whatever is meant to stand for an iterator. */
const around = (iterator: object): Iterable<number> => ({
  [Symbol.iterator]: () => iterator as Iterator<number>,
})

describe.each(Object.entries(helpers))('%s', (_name, helper) => {
  test.each([
    ['throws', fail, RangeError],
    ['gives no object', () => null, TypeError],
    ['gives a `done` that throws', () => throwing('done', {}), RangeError],
    ['gives a `value` that throws', () => throwing('value', { done: false }), RangeError],
  ])('is over when `next` %s, and closes nothing', (_what, step, error) => {
    const source = { next: vi.fn<() => unknown>(step), return: vi.fn<() => object>(() => ({})) }
    const iterator = helper(around(source))
    expect(() => iterator.next()).toThrow(error)
    expect([iterator.next(), iterator.return()]).toEqual([end, end])
    expect(source.next).toHaveBeenCalledOnce()
    expect(source.return).not.toHaveBeenCalled()
  })

  test('reads `next` once, and calls it and `return` without arguments', () => {
    const next = vi.fn<(...values: unknown[]) => object>(item)
    const leave = vi.fn<(...values: unknown[]) => object>(() => ({}))
    const read = vi.fn<() => typeof next>(() => next)
    const iterator = helper(around(Object.defineProperty({ return: leave }, 'next', { get: read })))
    iterator.next('a')
    iterator.next('b')
    iterator.return('c')
    expect(read).toHaveBeenCalledOnce()
    expect([...next.mock.calls, ...leave.mock.calls]).toEqual([[], [], []])
  })

  test('gives results of its own when it is left', () => {
    const result = { value: 'of the source', done: false }
    const iterator = helper(around({ next: item, return: () => result }))
    iterator.next()
    expect([iterator.return('a'), iterator.return('b')]).toEqual([end, end])
  })

  test.each([undefined, null])('may be left if the source has a `return` of %o', (none) => {
    const iterator = helper(around({ next: item, return: none }))
    iterator.next()
    expect(iterator.return()).toEqual(end)
  })

  test.each([
    ['is no function', { next: item, return: 1 }, TypeError],
    ['gives no object', { next: item, return: () => 1 }, TypeError],
    ['throws', { next: item, return: fail }, RangeError],
    ['throws when it is read', throwing('return', { next: item }), RangeError],
  ])('is over when it is left and `return` %s', (_what, source, error) => {
    const iterator = helper(around(source))
    iterator.next()
    expect(() => iterator.return()).toThrow(error)
    expect([iterator.next(), iterator.return()]).toEqual([end, end])
  })

  test.each(['next', 'return'] as const)('cannot be called by the source: %s', (method) => {
    const calls = vi.fn<() => unknown>(() => iterator[method]())
    const next = vi.fn<() => object>(item).mockImplementationOnce(() => (calls(), item()))
    const iterator = helper(around({ next }))
    expect(() => iterator.next()).toThrow(TypeError)
    expect(calls).toHaveBeenCalledOnce()
  })

  test.each(['next', 'return'] as const)('cannot be called while it is left: %s', (method) => {
    const leave = vi.fn<() => object>(() => {
      expect(() => iterator[method]()).toThrow(TypeError)
      return {}
    })
    const iterator = helper(around({ next: item, return: leave }))
    iterator.next()
    expect(iterator.return()).toEqual(end)
    expect(leave).toHaveBeenCalledOnce()
  })
})
