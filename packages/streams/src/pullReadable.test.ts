import { DONE, fromPull, openCursor, pipe, toArray, WAIT, type Cursor } from '@rivulet/core'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { pullReadable } from './pullReadable.ts'
import { latch, listeners, pulled, rejection, turns } from './testSupport.ts'

const open = <T>(readable: Readable): Cursor<T> =>
  openCursor<T>(fromPull((run) => pullReadable<T>(readable, run)))

const holding = (...items: unknown[]): Readable => {
  const readable = new Readable({ objectMode: true, read: () => {} })
  for (const item of items) readable.push(item)
  return readable
}

test('nothing is listened for before the first pull, nor after the run', async () => {
  const readable = holding(1, 2)
  const before = listeners(readable)
  const cursor = open<number>(readable)
  expect(listeners(readable)).toEqual(before)
  expect(await pulled(cursor)).toBe(1)
  expect(listeners(readable)).toContain('readable')
  await cursor.close()
  expect(listeners(readable)).toEqual(before)
})

describe('a stream that somebody else resumes between two pulls', () => {
  test('lets nothing flow away', async () => {
    const readable = holding(1, 2, 3, null)
    const cursor = open<number>(readable)
    expect(await pulled(cursor)).toBe(1)
    readable.resume()
    await turns()
    expect([await pulled(cursor), await pulled(cursor)]).toEqual([2, 3])
    expect(await pulled(cursor)).toBe(DONE)
  })

  test('such as the output of a child process that has exited', async () => {
    const script = "process.stdout.write('a'.repeat(5)); process.stdin.resume()"
    const child = spawn(process.execPath, ['-e', script])
    const cursor = open<Buffer>(child.stdout)
    // It holds all of it before the first pull, which has not to wait then.
    while (child.stdout.readableLength < 5) await turns()
    expect(String(await pulled(cursor))).toBe('aaaaa')
    child.stdout.unshift('bbb')
    child.stdin.end()
    await once(child, 'exit')
    await turns()
    expect(String(await pulled(cursor))).toBe('bbb')
    expect(await pulled(cursor)).toBe(DONE)
  })
})

test('what comes while nobody waits for it wakes nobody: that would be a pull in vain', async () => {
  const readable = holding(1)
  let wakes = 0
  const cursor = openCursor<number>(
    fromPull((run) => {
      run.watch(() => wakes++)
      return pullReadable(readable, run)
    }),
  )
  expect(cursor.pull()).toBe(1)
  readable.push(2)
  await turns()
  expect(wakes).toBe(0)
  expect([cursor.pull(), cursor.pull()]).toEqual([2, WAIT])
  readable.push(3)
  await turns()
  expect(wakes).toBe(1)
  await cursor.close()
})

test('closing does not destroy the stream: that is for whoever owns it', async () => {
  const readable = holding(1)
  const cursor = open(readable)
  cursor.pull()
  await cursor.close()
  expect(readable.destroyed).toBe(false)
})

test('the end is told after the stream has closed by itself', async () => {
  const gate = latch()
  const readable = new Readable({
    objectMode: true,
    read() {
      this.push(null)
    },
    destroy: (error, callback) => void gate.promise.then(() => callback(error)),
  })
  let ended = false
  const run = pipe(
    fromPull((inside) => pullReadable(readable, inside)),
    toArray(),
  ).then(() => {
    ended = true
  })
  await turns()
  expect(ended).toBe(false)
  gate.open()
  await run
})

test('an error of that closing is told in place of the end', async () => {
  const error = new Error('closing')
  const readable = new Readable({
    read() {
      this.push(null)
    },
    destroy: (_, callback) => setImmediate(callback, error),
  })
  const run = pipe(
    fromPull((inside) => pullReadable(readable, inside)),
    toArray(),
  )
  expect(await rejection(run)).toBe(error)
})

test('a stream that does not close by itself ends with `end`', async () => {
  const readable = new Readable({ objectMode: true, autoDestroy: false, read: () => {} })
  readable.push(1)
  readable.push(null)
  const cursor = open<number>(readable)
  expect([cursor.pull(), cursor.pull()]).toEqual([1, WAIT])
  await cursor.ready()
  await turns()
  expect(cursor.pull()).toBe(DONE)
})
