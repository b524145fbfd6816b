import { expect, it, vi } from 'vitest'
import { failing, giving, hanging } from './script.ts'
import { syncSource } from './syncSource.ts'

it('plays its script each time it is iterated, with a record for each run', () => {
  const source = syncSource(giving(['a', 'b']), 'letters')
  expect([...source]).toEqual(['a', 'b'])
  expect([...source]).toEqual(['a', 'b'])
  expect(source.record.name).toBe('letters')
  expect(source.record.runs).toMatchObject([
    { nexts: 3, ended: 'done', returns: 0, cleanup: 'not begun' },
    { nexts: 3, ended: 'done', returns: 0, cleanup: 'not begun' },
  ])
})

it('counts every close, and cleans up at the first one alone', () => {
  const cleanup = vi.fn<() => void>()
  const source = syncSource(giving(['a'], cleanup))
  const iterator = source[Symbol.iterator]()
  iterator.return?.()
  iterator.return?.()
  expect(cleanup).toHaveBeenCalledTimes(1)
  expect(source.record.runs).toMatchObject([{ returns: 2, returnsAfterEnd: 0, cleanup: 'over' }])
})

it('notes a close after its end, and a next() after a close', () => {
  const source = syncSource(giving([]))
  const iterator = source[Symbol.iterator]()
  iterator.next()
  iterator.return?.()
  iterator.next()
  expect(source.record.runs).toMatchObject([{ returnsAfterEnd: 1, nextsAfterReturn: 1 }])
})

it('throws the error of its script, and notes that it has failed', () => {
  const error = new Error('script')
  const source = syncSource(failing(['a'], error))
  expect(() => [...source]).toThrow(error)
  expect(source.record.runs).toMatchObject([{ nexts: 2, ended: 'failed', returns: 0 }])
})

it('throws instead of hanging', () => {
  expect(() => [...syncSource(hanging([]))]).toThrow('a synchronous source cannot hang')
})

it('notes that its throw() was called, and throws what it was given', () => {
  const source = syncSource(giving(['a']))
  const error = new Error('injected')
  expect(() => source[Symbol.iterator]().throw?.(error)).toThrow(error)
  expect(source.record.runs).toMatchObject([{ throws: 1 }])
})
