import { describe, expect, test } from 'vitest'
import { latch, meteredRun, stopClock, turn, woken } from '../testSupport.ts'
import { CURSOR, type Cursor } from './cursor.ts'
import { Execution } from './execution.ts'
import { DONE, WAIT, type NoItem } from './pull.ts'
import { pullCursor } from './pullCursor.ts'
import type { CursorSource } from './source.ts'

stopClock()

/** A source of another package: answers with `answers`, and is ready when its latch says so. */
function foreign(answers: (string | NoItem | Error)[]) {
  const ready = latch()
  const closing = latch()
  const events: string[] = []
  const cursor: Cursor<string> = {
    pull: () => {
      const answer = answers.shift() ?? DONE
      if (answer instanceof Error) throw answer
      return answer
    },
    ready: () => {
      events.push('ready')
      return ready.promise
    },
    close: () => {
      events.push('close')
      return closing.promise
    },
  }
  const source: CursorSource<string> = { [CURSOR]: () => cursor }
  return { source, events, ready, closing }
}

const run = (source: CursorSource<string>): Execution<string> =>
  new Execution((inside) => pullCursor(source, inside), 'async')

test('items come without waiting, then `DONE` for ever, and nothing is closed', async () => {
  const { source, events } = foreign(['a', 'b'])
  const execution = run(source)
  expect([execution.pull(), execution.pull()]).toEqual(['a', 'b'])
  expect([execution.pull(), execution.pull()]).toEqual([DONE, DONE])
  await execution.close()
  expect(events).toEqual([])
})

test('after `WAIT` the run is woken when the cursor is ready', async () => {
  const { source, ready } = foreign([WAIT, 'a'])
  const execution = run(source)
  expect(execution.pull()).toBe(WAIT)
  let isAwake = false
  const waiting = woken(execution).then(() => {
    isAwake = true
  })
  await turn()
  expect(isAwake).toBe(false)
  ready.resolve()
  await waiting
  expect(execution.pull()).toBe('a')
})

test('a cursor whose `ready()` rejects wakes the run, so that it hears of it by pulling', async () => {
  const { source, ready } = foreign([WAIT, 'a'])
  const execution = run(source)
  execution.pull()
  ready.reject(new Error('not its place'))
  await woken(execution)
  expect(execution.pull()).toBe('a')
})

describe('closing', () => {
  test('closes the cursor once and waits for it', async () => {
    const { source, events, closing } = foreign(['a', 'b'])
    const execution = run(source)
    execution.pull()
    let closed = false
    const over = execution.close()?.then(() => {
      closed = true
    })
    void execution.close()
    await turn()
    expect(events).toEqual(['close'])
    expect(closed).toBe(false)
    closing.resolve()
    await over
    expect(execution.pull()).toBe(DONE)
  })

  test('leaves a cursor alone that threw', async () => {
    const { source, events } = foreign([new Error('broken')])
    const execution = run(source)
    expect(execution.pull).toThrow('broken')
    await execution.close()
    expect(events).toEqual([])
  })
})

test('it asks for a turn when the credit is used up', () => {
  const metered = meteredRun(1)
  const pull = pullCursor(foreign(['a', 'b']).source, metered)
  expect([pull(), pull(), pull()]).toEqual(['a', WAIT, 'b'])
  expect(metered.turns).toBe(1)
})
