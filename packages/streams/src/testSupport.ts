import { pipe, toArray, WAIT, type Cursor, type DONE } from '@rivulet/core'
import { readdirSync } from 'node:fs'
import type { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** A promise and what settles it: what a test waits for instead of sleeping. */
export interface Latch {
  readonly promise: Promise<void>
  open(): void
}

export function latch(): Latch {
  let settle: (() => void) | undefined
  const promise = new Promise<void>((resolve) => {
    settle = resolve
  })
  return { promise, open: () => settle?.() }
}

/** Resolves after everything has happened that needs no event from outside, so that "not yet" can be asserted. */
export async function turns(): Promise<void> {
  for (let count = 0; count < 5; count++) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How a recorded source goes on after its last item, and how it is closed. */
export interface Ending {
  /** Fails with this in place of its end. */
  readonly error?: unknown
  /** Never answers after its last item. */
  readonly stuck?: boolean
  /** Is waited for by its cleanup, and may throw. */
  readonly cleanup?: () => unknown
}

/** A source that notes how it is used, also what is forbidden: two `next()` at once, or one after `return()`. */
export function recorded<T>(
  items: Iterable<T>,
  ending: Ending = {},
): AsyncIterable<T> & { readonly events: string[]; readonly asked: number } {
  const events: string[] = []
  let asked = 0
  return {
    events,
    get asked() {
      return asked
    },
    [Symbol.asyncIterator]: () => {
      const iterator = items[Symbol.iterator]()
      let busy = false
      return {
        next: async () => {
          asked++
          if (busy) events.push('two next() at once')
          if (events.includes('closing')) events.push('next() after return()')
          busy = true
          await new Promise((resolve) => setImmediate(resolve))
          const result = iterator.next()
          if (result.done && ending.stuck) await new Promise(() => {})
          busy = false
          if (result.done && 'error' in ending) throw ending.error
          return result
        },
        return: async () => {
          events.push('closing')
          await new Promise((resolve) => setImmediate(resolve))
          await ending.cleanup?.()
          events.push('closed')
          return { value: undefined, done: true }
        },
      }
    },
  }
}

/** Collects what nobody holds any more, also what a `WeakRef` made strong in this turn of the event loop. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  await turns()
  ;(runInNewContext('gc') as () => void)()
}

/** The next item of a cursor that holds one: on a busy machine it may want the event loop to turn first. */
export async function pulled<T>(cursor: Cursor<T>): Promise<T | typeof DONE> {
  for (;;) {
    const answer = cursor.pull()
    if (answer !== WAIT) return answer
    await cursor.ready()
  }
}

/** What a promise rejects with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  let result: unknown
  try {
    result = await promise
  } catch (error) {
    return error
  }
  throw new Error(`it resolved with ${String(result)}`)
}

/** Takes one item in a loop and leaves it, after what the body of the loop is to do. */
export async function readOne(
  source: AsyncIterable<unknown>,
  inBody?: () => unknown,
): Promise<void> {
  for await (const item of source) {
    void item
    if (inBody) await inBody()
    return
  }
}

/** What a loop over a source gets before an error, and the error. */
export async function untilError<T>(
  source: AsyncIterable<T>,
): Promise<{ readonly items: T[]; readonly error: unknown }> {
  const items: T[] = []
  const error = await rejection(
    (async () => {
      for await (const item of source) items.push(item)
    })(),
  )
  return { items, error }
}

/** The names of the events that an emitter has listeners for, one for each listener. */
export function listeners(emitter: EventEmitter): string[] {
  return emitter
    .eventNames()
    .flatMap((name) => emitter.listeners(name).map(() => String(name)))
    .toSorted((left, right) => left.localeCompare(right))
}

/** Runs something and gives the errors that would have ended the process meanwhile. */
export async function uncaught(run: () => unknown): Promise<unknown[]> {
  const errors: unknown[] = []
  // In place of the listeners of the test runner, which would fail the whole run.
  const runners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => {
    errors.push(error)
  })
  try {
    await run()
    await turns()
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const runner of runners) process.on('uncaughtException', runner)
  }
  return errors
}

/** How many file descriptors are open, or `undefined` where the system does not tell. */
export function openDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return undefined
  }
}

/** The numbers from 0 on, so many of them. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

/** What a stream gives, or any other source. */
export async function collected(items: AsyncIterable<unknown>): Promise<unknown[]> {
  return pipe(items, toArray())
}

/** Takes an item a turn, and needs some more to finish: what it got is noted, and that it finished. */
export function slow(got: unknown[]): Writable {
  return new Writable({
    objectMode: true,
    highWaterMark: 2,
    write(item, _, callback) {
      got.push(item)
      setImmediate(callback)
    },
    final(callback) {
      void turns().then(() => {
        got.push('finished')
        callback()
      })
    },
  })
}
