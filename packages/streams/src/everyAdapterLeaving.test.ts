// What leaving a loop early does, by the same words for every adapter that is looped over.
import { describe, expect, test } from 'vitest'
import { asSource, awaiting, loops } from './testAdapters.ts'
import { latch, readOne, recorded, rejection, turns, upTo } from './testSupport.ts'

/** A stream is read once. `through` is given a function here, which makes one for each run. */
const oneShot = awaiting

const eachLoop = describe.each(Object.entries(loops).map(([name, loop]) => ({ name, loop })))

const broken = new Error('broken')

eachLoop('leaving a loop over $name', ({ name, loop }) => {
  test('break calls `return()` exactly once', async () => {
    const source = recorded(upTo(100))
    await readOne(loop(asSource(source)))
    await turns()
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test("the source's async cleanup is over before the loop goes on", async () => {
    const gate = latch()
    const source = recorded(upTo(100), { cleanup: () => gate.promise })
    let left = false
    const leaving = readOne(loop(asSource(source))).then(() => {
      left = true
    })
    await turns()
    expect({ left, events: source.events }).toEqual({ left: false, events: ['closing'] })
    gate.open()
    await leaving
    expect(source.events).toEqual(['closing', 'closed'])
  })

  test('its error reaches the breaker', async () => {
    const source = recorded(upTo(100), { cleanup: () => Promise.reject(broken) })
    expect(await rejection(readOne(loop(asSource(source))))).toBe(broken)
  })

  test("the body's error wins over cleanup's", async () => {
    const source = recorded(upTo(100), { cleanup: () => Promise.reject(broken) })
    const ofBody = new Error('body')
    const left = readOne(loop(asSource(source)), () => Promise.reject(ofBody))
    expect(await rejection(left)).toBe(ofBody)
    expect(source.events).toEqual(['closing'])
  })

  test('runs the `finally` of a generator and not its `catch`', async () => {
    const events: string[] = []
    async function* source(): AsyncGenerator<number> {
      try {
        yield* upTo(100)
      } catch {
        events.push('catch')
      } finally {
        await turns()
        events.push('finally')
      }
    }
    await readOne(loop(asSource(source())))
    expect(events).toEqual(['finally'])
  })

  test('no `next()` after `return()`, never two at once', async () => {
    for (const highWaterMark of [1, 16]) {
      const source = recorded(upTo(100))
      const iterator = loop(asSource(source), { highWaterMark })[Symbol.asyncIterator]()
      await Promise.all([iterator.next(), iterator.next(), iterator.next()])
      await iterator.return?.()
      await turns()
      expect(source.events).toEqual(['closing', 'closed'])
    }
  })

  test('iterators without `return`, or with a `return` that throws or rejects', async () => {
    const endless = (more: object): unknown => ({
      [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }), ...more }),
    })
    await readOne(loop(asSource(endless({}))))
    const throwing = endless({
      return: () => {
        throw broken
      },
    })
    expect(await rejection(readOne(loop(asSource(throwing))))).toBe(broken)
    const rejecting = endless({ return: () => Promise.reject(broken) })
    expect(await rejection(readOne(loop(asSource(rejecting))))).toBe(broken)
  })

  test('two iterators on one stream', async () => {
    const items = loop(asSource(recorded(upTo(9))))
    const first = items[Symbol.asyncIterator]()
    await first.next()
    const second = rejection(
      items[Symbol.asyncIterator]()
        .next()
        .then((result) => Promise.reject(result)),
    )
    expect(await second).toMatchObject(
      oneShot.has(name) ? { code: 'ALREADY_CONSUMED' } : { value: 0 },
    )
    await first.return?.()
  })
})
