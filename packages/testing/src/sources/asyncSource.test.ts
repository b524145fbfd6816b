import { describe, expect, it, vi } from 'vitest'
import { settleOutcome } from '../pipelines/outcome.ts'
import { turns } from '../turns.ts'
import { asyncSource } from './asyncSource.ts'
import { failing, giving, hanging, slowCleanup } from './script.ts'

it('plays its script each time it is iterated, with a record for each run', async () => {
  const source = asyncSource(giving(['a', 'b']), { name: 'letters' })
  const items: unknown[] = []
  for await (const item of source) items.push(item)
  for await (const item of source) items.push(item)
  expect(items).toEqual(['a', 'b', 'a', 'b'])
  expect(source.record.name).toBe('letters')
  expect(source.record.runs).toMatchObject([
    { nexts: 3, overlaps: 0, ended: 'done', returns: 0 },
    { nexts: 3, overlaps: 0, ended: 'done', returns: 0 },
  ])
})

it('counts a next() before the one under way has settled, and none after', async () => {
  const source = asyncSource(giving(['a', 'b', 'c']))
  const iterator = source[Symbol.asyncIterator]()
  await Promise.all([iterator.next(), iterator.next()])
  await iterator.next()
  expect(source.record.runs).toMatchObject([{ nexts: 3, overlaps: 1 }])
})

it('has ended when the consumer can know, and notes a close after that', async () => {
  const source = asyncSource(giving([]))
  const iterator = source[Symbol.asyncIterator]()
  const end = iterator.next()
  await iterator.return?.()
  expect(source.record.runs).toMatchObject([{ returns: 1, returnsAfterEnd: 0 }])
  await end
  await iterator.return?.()
  await iterator.next()
  expect(source.record.runs).toMatchObject([
    { ended: 'done', returns: 2, returnsAfterEnd: 1, nextsAfterReturn: 1 },
  ])
})

it('waits for its cleanup', async () => {
  const script = slowCleanup([1])
  const source = asyncSource(script)
  const iterator = source[Symbol.asyncIterator]()
  const closed = iterator.return?.()
  expect(source.record.runs).toMatchObject([{ returns: 1, cleanup: 'under way' }])
  await turns()
  expect(source.record.runs).toMatchObject([{ cleanup: 'under way' }])
  script.finish.open()
  await closed
  expect(source.record.runs).toMatchObject([{ cleanup: 'over' }])
})

it('counts every close, and cleans up at the first one alone', async () => {
  const cleanup = vi.fn<() => void>()
  const source = asyncSource(giving(['a'], cleanup))
  const iterator = source[Symbol.asyncIterator]()
  await iterator.return?.()
  await iterator.return?.()
  expect(cleanup).toHaveBeenCalledTimes(1)
  expect(source.record.runs).toMatchObject([{ returns: 2, returnsAfterEnd: 0 }])
})

it('hangs after its items, and counts a next() after that as one too many', async () => {
  const script = hanging([])
  const source = asyncSource(script)
  const iterator = source[Symbol.asyncIterator]()
  let settled = false
  void iterator.next().finally(() => {
    settled = true
  })
  await script.hung.promise
  await turns()
  expect(settled).toBe(false)
  void iterator.next()
  expect(source.record.runs).toMatchObject([{ nexts: 2, overlaps: 1, ended: 'no' }])
})

describe('the error of its script', () => {
  it.each([new Error('script'), undefined])('rejects next() as it is: %s', async (error) => {
    const source = asyncSource(failing([], error))
    const next = source[Symbol.asyncIterator]().next()
    const outcome = await settleOutcome(() => next)
    expect(outcome.failed).toBe(true)
    expect(outcome.error).toBe(error)
    expect(source.record.runs).toMatchObject([{ ended: 'failed' }])
  })

  it('is thrown by next() itself if it shall be', () => {
    const error = new Error('script')
    const source = asyncSource(failing([], error), { failure: 'throw' })
    expect(() => source[Symbol.asyncIterator]().next()).toThrow(error)
    expect(source.record.runs).toMatchObject([{ ended: 'failed' }])
  })
})

it('notes that its throw() was called, and throws what it was given', () => {
  const source = asyncSource(giving(['a']))
  const error = new Error('injected')
  expect(() => source[Symbol.asyncIterator]().throw?.(error)).toThrow(error)
  expect(source.record.runs).toMatchObject([{ throws: 1 }])
})
