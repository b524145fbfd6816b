import { CURSOR, DONE, WAIT } from '@rivulet/core'
import { expect, it } from 'vitest'
import { turns } from '../turns.ts'
import { cursorSource } from './cursorSource.ts'
import { failing, giving, hanging, slowCleanup } from './script.ts'

const never = (): boolean => false

it('says WAIT once before each item for which it shall, and DONE for ever after the last', async () => {
  const source = cursorSource(giving(['a', 'b', 'c']), (index) => index > 0 && index < 3, 'letters')
  const cursor = source[CURSOR]()
  expect([cursor.pull(), cursor.pull()]).toEqual(['a', WAIT])
  await cursor.ready()
  expect([cursor.pull(), cursor.pull()]).toEqual(['b', WAIT])
  expect([cursor.pull(), cursor.pull(), cursor.pull()]).toEqual(['c', DONE, DONE])
  expect(source.record).toMatchObject({ name: 'letters', runs: [{ nexts: 4, ended: 'done' }] })
})

it('keeps a record for each run, and is opened by its cursor alone', () => {
  const source = cursorSource(giving(['a']), never)
  expect([source[CURSOR]().pull(), source[CURSOR]().pull()]).toEqual(['a', 'a'])
  expect(source.record.runs).toMatchObject([{ nexts: 1 }, { nexts: 1 }])
  expect(() => source[Symbol.asyncIterator]()).toThrow('what has a cursor is opened by it')
})

it('throws the error of its script, and notes that it has failed', () => {
  const error = new Error('script')
  const source = cursorSource(failing([], error), never)
  const cursor = source[CURSOR]()
  expect(() => cursor.pull()).toThrow(error)
  expect(source.record.runs).toMatchObject([{ ended: 'failed' }])
})

it('a source that hangs gets ready only when it is closed', async () => {
  const script = hanging([])
  const cursor = cursorSource(script, never)[CURSOR]()
  expect([cursor.pull(), cursor.pull()]).toEqual([WAIT, WAIT])
  await script.hung.promise
  let isReady = false
  const ready = cursor.ready().then(() => {
    isReady = true
  })
  await turns()
  expect(isReady).toBe(false)
  await Promise.all([cursor.close(), ready])
})

it('counts every close, cleans up once, and lets all of them wait for it', async () => {
  const script = slowCleanup([1])
  const source = cursorSource(script, never)
  const cursor = source[CURSOR]()
  const closing = cursor.close()
  expect(cursor.close()).toBe(closing)
  await turns()
  expect(source.record.runs).toMatchObject([{ returns: 2, cleanup: 'under way' }])
  script.finish.open()
  await closing
  expect(source.record.runs).toMatchObject([{ returnsAfterEnd: 0, cleanup: 'over' }])
})

it('notes a close after its end, and a pull after a close', async () => {
  const source = cursorSource(giving([]), never)
  const cursor = source[CURSOR]()
  cursor.pull()
  await cursor.close()
  expect(cursor.pull()).toBe(DONE)
  expect(source.record.runs).toMatchObject([{ nexts: 1, returnsAfterEnd: 1, nextsAfterReturn: 1 }])
})
