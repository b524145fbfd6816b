import { describe, expect, test } from 'vitest'
import {
  dripping,
  latch,
  recorded,
  recordedAsync,
  silent,
  stopClock,
  turn,
} from '../testSupport.ts'
import { flatMap } from '../operators/flatMap.ts'
import type { Cursor } from './cursor.ts'
import { openCursor, toCursor } from './openCursor.ts'
import { pipe } from './pipe.ts'
import { DONE, WAIT } from './pull.ts'
import type { Run } from './run.ts'
import type { Source } from './source.ts'

stopClock()

async function drain(cursor: Cursor<unknown>): Promise<unknown[]> {
  const item = cursor.pull()
  if (item === DONE) return []
  if (item !== WAIT) return [item, ...(await drain(cursor))]
  await cursor.ready()
  return drain(cursor)
}

test.each<[string, Source]>([
  ['an array', [1, 2]],
  ['a set', new Set([1, 2])],
  ['an async iterable', recordedAsync([1, 2])],
  ['a flow', dripping([1, 2])],
  ['a seq', pipe([1, 2])],
])('%s is delivered, and then `DONE` for ever', async (_, source) => {
  const cursor = openCursor(source)
  expect(await drain(cursor)).toEqual([1, 2])
  expect(cursor.pull()).toBe(DONE)
})

test('a string is delivered by its characters', async () => {
  expect(await drain(openCursor('a🙂'))).toEqual(['a', '🙂'])
})

test('a source that has its items gives them without a promise', () => {
  const cursor = openCursor(new Set(['a', 'b']))
  expect([cursor.pull(), cursor.pull(), cursor.pull()]).toEqual(['a', 'b', DONE])
})

test('the iterator is made at once, and its first item is not asked for', () => {
  const source = recorded(['a'])
  openCursor(source)
  expect(source.events).toEqual(['source opened'])
})

test('what is not iterable is refused at the call', () => {
  // @ts-expect-error a number is not iterable
  expect(() => openCursor(1)).toThrow(
    new TypeError('openCursor: the source must be an Iterable or an AsyncIterable, got 1'),
  )
})

test('an error of the source is thrown once, and the cursor is at its end', () => {
  const cursor = openCursor(
    (function* () {
      yield 1
      throw new Error('broken')
    })(),
  )
  expect(cursor.pull()).toBe(1)
  expect(cursor.pull).toThrow('broken')
  expect(cursor.pull()).toBe(DONE)
})

describe('ready()', () => {
  test('resolves when there is something to pull', async () => {
    const gate = latch()
    const cursor = openCursor(
      (async function* () {
        await gate.promise
        yield 'a'
      })(),
    )
    expect(cursor.pull()).toBe(WAIT)
    let resolved = false
    const ready = cursor.ready().then(() => {
      resolved = true
    })
    await turn()
    expect(resolved).toBe(false)
    gate.resolve()
    await ready
    expect(cursor.pull()).toBe('a')
  })

  test('resolves for everyone who asked', async () => {
    const gate = latch()
    const cursor = openCursor(
      (async function* () {
        await gate.promise
        yield 'a'
      })(),
    )
    cursor.pull()
    const everyone = [cursor.ready(), cursor.ready()]
    gate.resolve()
    await Promise.all(everyone)
    expect(cursor.pull()).toBe('a')
  })

  test('waits anew after each `WAIT`', async () => {
    const gates = [latch(), latch()]
    const cursor = openCursor(
      (async function* () {
        for (const gate of gates) {
          await gate.promise
          yield 'item'
        }
      })(),
    )
    cursor.pull()
    gates[0]?.resolve()
    await cursor.ready()
    expect([cursor.pull(), cursor.pull()]).toEqual(['item', WAIT])
    let resolved = false
    const ready = cursor.ready().then(() => {
      resolved = true
    })
    await turn()
    expect(resolved).toBe(false)
    gates[1]?.resolve()
    await ready
  })

  test('that is pending resolves when the cursor is closed', async () => {
    const cursor = openCursor(silent())
    expect(cursor.pull()).toBe(WAIT)
    const ready = cursor.ready()
    await cursor.close()
    await ready
    expect(cursor.pull()).toBe(DONE)
  })

  test('resolves after the cursor was closed, every time', async () => {
    const cursor = openCursor(silent())
    cursor.pull()
    await cursor.close()
    await cursor.ready()
    await cursor.ready()
    expect(cursor.pull()).toBe(DONE)
  })
})

describe('close()', () => {
  test('closes the source once, and gives the same promise every time', async () => {
    const source = recordedAsync(['a', 'b'])
    const cursor = openCursor(source)
    const first = cursor.close()
    expect(cursor.close()).toBe(first)
    await first
    expect(source.events).toEqual(['source opened', 'source closing', 'source closed'])
  })

  test('rejects with the error of the cleanup, also when that is thrown at once', async () => {
    const cursor = openCursor({
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          throw new Error('cleanup')
        },
      }),
    })
    await expect(cursor.close()).rejects.toThrow('cleanup')
  })

  test('is harmless after the end', async () => {
    const source = recorded([])
    const cursor = openCursor(source)
    expect(cursor.pull()).toBe(DONE)
    await cursor.close()
    expect(source.events).toEqual(['source opened', 'source asked'])
  })

  test('closes what was opened last first, each after the one before it', async () => {
    const events: string[] = []
    const inner = recordedAsync([1, 2], events, 'inner')
    const outer = recordedAsync(['a'], events, 'outer')
    const cursor = openCursor(
      pipe(
        outer,
        flatMap(() => inner),
      ),
    )
    cursor.pull()
    await cursor.ready()
    cursor.pull()
    await cursor.ready()
    expect(cursor.pull()).toBe(1)
    events.length = 0
    await cursor.close()
    expect(events).toEqual(['inner closing', 'inner closed', 'outer closing', 'outer closed'])
  })
})

test('each `ready()` waits for a wake of its own, also after one that was there already', async () => {
  let run: Run | undefined
  const cursor = toCursor((inside) => {
    run = inside
    return () => WAIT
  })
  run?.wake()
  await cursor.ready()
  let isReady = false
  const ready = cursor.ready().then(() => {
    isReady = true
  })
  await turn()
  expect(isReady).toBe(false)
  run?.wake()
  await ready
})
