// What every adapter has to show of a source that goes through it, by the same words for all of them.
// Whatever is particular to one is tested beside it.
import { pipe, type Source } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  fromEvents,
  fromEventTarget,
  fromReadable,
  fromWeb,
  through,
  toReadable,
  toTransform,
  toWeb,
  toWebTransform,
  toWritable,
  writeTo,
} from './index.ts'
import {
  asSource,
  awaiting,
  drains,
  loops,
  ofTheWeb,
  sinks,
  type Drain,
  type Options,
} from './testAdapters.ts'
import { latch, recorded, rejection, turns, upTo } from './testSupport.ts'

const eachDrain = describe.each(Object.entries(drains).map(([name, drain]) => ({ name, drain })))

const broken = new Error('broken')

/** What arrives before the error, and the error. */
async function drainUntilError(
  drain: Drain,
  source: unknown,
  options?: Options,
): Promise<{ got: unknown[]; error: unknown }> {
  const got: unknown[] = []
  return { error: await rejection(drain(asSource(source), got, options)), got }
}

eachDrain('a source that goes through $name', ({ name, drain }) => {
  test.each([1, 4, 16])(
    'N items then the error, with a high water mark of %i',
    async (highWaterMark) => {
      for (const count of [0, 1, 5, 40]) {
        const source = recorded(upTo(count), { error: broken })
        const told = await drainUntilError(drain, source, { highWaterMark })
        expect(told.error).toBe(broken)
        // What was written to a stream that is destroyed is its own affair: it may still hold some.
        const arrived = name in sinks ? upTo(count).slice(0, told.got.length) : upTo(count)
        expect(told.got).toEqual(arrived)
        // It has ended by itself, and is not closed again.
        expect(source.events).toEqual([])
      }
    },
  )

  test('an aborted signal leaves the source untouched', async () => {
    const source = recorded(upTo(9))
    const reason = new Error('stop')
    const told = await drainUntilError(drain, source, { signal: AbortSignal.abort(reason) })
    expect(told).toEqual({ error: reason, got: [] })
    expect(source.asked).toBe(0)
  })

  test('abort in the middle and abort while pending forever keep the reason', async () => {
    const reason = { why: 'stop' }
    for (const stuck of [false, true]) {
      const controller = new AbortController()
      const source = recorded(stuck ? [1] : upTo(1000), { stuck })
      const result = drainUntilError(drain, source, { signal: controller.signal })
      await turns()
      controller.abort(reason)
      expect((await result).error).toBe(reason)
      expect(source.events).toEqual(['closing', 'closed'])
    }
  })

  test('abort afterwards does nothing', async () => {
    const controller = new AbortController()
    const got: unknown[] = []
    await drain(asSource(recorded([1, 2])), got, { signal: controller.signal })
    controller.abort(new Error('late'))
    await turns()
    expect(got).toEqual([1, 2])
  })

  test('no listener left after 1,000 runs on one signal', async () => {
    const { signal } = new AbortController()
    for (let run = 0; run < 1000; run++) {
      const items = run % 2 === 0 ? asSource([1]) : asSource(recorded([], { error: broken }))
      await drain(items, [], { signal }).catch(() => {})
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test("`undefined 0 '' false` survive", async () => {
    const got: unknown[] = []
    await drain(asSource(recorded([undefined, 0, '', false])), got)
    expect(got).toEqual([undefined, 0, '', false])
  })

  test('`null` in object mode is an error that says so', async () => {
    const source = recorded([1, null, 2])
    const got: unknown[] = []
    const outcome = await drain(asSource(source), got).then(
      () => got,
      (error: unknown) => error,
    )
    await turns()
    const passesOn = ofTheWeb.has(name)
    expect(String(outcome)).toMatch(passesOn ? /^1,,2$/ : /^TypeError.*null/)
    expect(source.events).toEqual(passesOn ? [] : ['closing', 'closed'])
  })

  test('thrown `undefined`, `null` and strings survive', async () => {
    for (const thrown of [undefined, null, '', 'text', 0]) {
      const source = recorded([1], { error: thrown })
      const { error } = await drainUntilError(drain, source)
      // Node has no falsy errors: a stream gives such a one as the cause of another.
      const wrapped = error instanceof Error ? error.cause : error
      expect(wrapped).toBe(thrown)
    }
  })

  test('iterators with a `next` that throws or gives a non-object', async () => {
    const iterable = (next: () => unknown): unknown => ({
      [Symbol.asyncIterator]: () => ({ next }),
    })
    const throwing = iterable(() => {
      throw broken
    })
    expect((await drainUntilError(drain, throwing)).error).toBe(broken)
    const giving = await drainUntilError(
      drain,
      iterable(() => Promise.resolve(5)),
    )
    expect(giving.error).toBeInstanceOf(TypeError)
    expect((giving.error as Error).message).toBe('next() gave 5, not an object')
  })

  test("a rejected promise among a sync iterable's values", async () => {
    let closed = 0
    const rejected = Promise.reject(broken)
    rejected.catch(() => {})
    function* source(): Generator {
      try {
        yield 1
        yield rejected
        yield 2
      } finally {
        closed++
      }
    }
    const got: unknown[] = []
    const outcome = await drain(asSource(source()), got).then(
      () => 'passed on',
      (error: unknown) => error,
    )
    expect(closed).toBe(1)
    const isAwaited = awaiting.has(name)
    expect(outcome).toBe(isAwaited ? broken : 'passed on')
    expect(got).toEqual(isAwaited ? [1] : [1, rejected, 2])
  })

  test('a slow consumer keeps in-flight bounded', async () => {
    const source = recorded(upTo(1000))
    const entered = latch()
    const held = latch()
    let ahead = 0
    const slow = new Writable({
      objectMode: true,
      highWaterMark: 1,
      write(_item, _encoding, callback) {
        entered.open()
        void held.promise.then(() => callback())
      },
    })
    const loop = loops[name]
    const into = name === 'toWritable' ? toWritable(writeTo(slow), { highWaterMark: 1 }) : slow
    const controller = new AbortController()
    const result = rejection(
      pipe(
        (loop ? loop(asSource(source)) : source) as Source,
        writeTo(into, { signal: controller.signal }),
      ) as PromiseLike<unknown>,
    )
    await entered.promise
    await turns()
    await turns()
    ahead = source.asked
    controller.abort(broken)
    held.open()
    expect(await result).toBe(broken)
    expect(ahead).toBeGreaterThan(0)
    expect(ahead).toBeLessThan(10)
  })
})

test('bad arguments throw `TypeError` at the call', () => {
  const calls: Record<string, (value: never) => unknown> = {
    fromEvents: (value) => fromEvents(value, 'event'),
    fromEventTarget: (value) => fromEventTarget(value, 'event'),
    fromReadable,
    fromWeb,
    through,
    toReadable,
    toTransform,
    toWeb,
    toWebTransform,
    toWritable,
    writeTo,
  }
  for (const [name, call] of Object.entries(calls)) {
    for (const value of [undefined, null, 1, true, {}, Symbol('value')]) {
      expect(() => call(value as never)).toThrow(TypeError)
      expect(() => call(value as never)).toThrow(name)
    }
  }
})
