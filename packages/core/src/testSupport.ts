import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Execution } from './kernel/execution.ts'
import type { Run } from './kernel/run.ts'
import type { Flow } from './kernel/flow.ts'
import type { Aggregate } from './sinks/aggregate.ts'
import { fromBatches } from './sources/fromBatches.ts'

/** A promise and what settles it: what a test waits for instead of sleeping. */
export interface Latch<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

export function latch<T = void>(): Latch<T> {
  let settle: Omit<Latch<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...(settle as Omit<Latch<T>, 'promise'>) }
}

/** The items of a source up to its end, or up to the error that it ends with. */
export async function collect<T>(
  source: AsyncIterable<T>,
): Promise<{ items: T[]; error?: unknown }> {
  const items: T[] = []
  try {
    for await (const item of source) items.push(item)
    return { items }
  } catch (error) {
    return { items, error }
  }
}

/** Resolves after promises that can settle by themselves have, so that "not yet" can be asserted. */
export async function turn(): Promise<void> {
  // Several: a run that has held the event loop on a busy machine takes one of them for itself.
  for (let count = 0; count < 5; count++) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Resolves when a run is worth another pull. */
export function woken(run: Pick<Execution<unknown>, 'park'>): Promise<void> {
  return new Promise((resolve) => {
    if (!run.park(resolve)) resolve()
  })
}

/** Fakes the time for every test of a file, and fails one that leaves a timer. */
export function fakeTimers(): void {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    const left = vi.getTimerCount()
    vi.useRealTimers()
    if (left > 0) throw new Error(`${left} timers were left`)
  })
}

/**
 * Stops the clock for the tests of a file that pull by hand: on a busy machine a run may say `WAIT` at
 * any item, to let the event loop turn.
 */
export function stopClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}

/** An iterable that notes in `events` that it is opened, asked, and closed early. */
export function recorded<T>(
  items: Iterable<T>,
  events: string[] = [],
  name = 'source',
): Iterable<T> & { readonly events: string[] } {
  return {
    events,
    [Symbol.iterator]: () => {
      const iterator = items[Symbol.iterator]()
      events.push(`${name} opened`)
      return {
        next: () => {
          events.push(`${name} asked`)
          return iterator.next()
        },
        return: () => {
          events.push(`${name} closed`)
          return { value: undefined, done: true }
        },
      }
    },
  }
}

/** The same with promises. It is closed one turn of the event loop after it was told to. */
export function recordedAsync<T>(
  items: Iterable<T>,
  events: string[] = [],
  name = 'source',
): AsyncIterable<T> & { readonly events: string[] } {
  return {
    events,
    [Symbol.asyncIterator]: () => {
      const iterator = items[Symbol.iterator]()
      events.push(`${name} opened`)
      return {
        next: async () => {
          events.push(`${name} asked`)
          return iterator.next()
        },
        return: async () => {
          events.push(`${name} closing`)
          await turn()
          events.push(`${name} closed`)
          return { value: undefined, done: true }
        },
      }
    },
  }
}

/** A flow that says `WAIT` before each item and before its end. */
export function dripping<T>(items: Iterable<T>): Flow<T> {
  return fromBatches(async function* () {
    for (const item of items) yield [item]
  })
}

/** Says `WAIT`, and is never heard of again. */
export function silent(): AsyncIterable<never> & { readonly closed: boolean } {
  let closed = false
  return {
    get closed() {
      return closed
    },
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: async () => {
        closed = true
        return { value: undefined, done: true }
      },
    }),
  }
}

/** A run that may deliver `credit` items between two turns of the event loop, and counts the turns. */
export function meteredRun(credit: number): Run & { readonly turns: number } {
  let left = credit
  let turns = 0
  const run: Partial<Run> & { readonly turns: number } = {
    kind: 'async',
    get turns() {
      return turns
    },
    spend: (wanted) => {
      const granted = Math.min(wanted, left)
      left -= granted
      if (granted === 0) {
        turns++
        left = credit
      }
      return granted
    },
    wake: () => {},
    defer: () => {},
  }
  return run as Run & { readonly turns: number }
}

/** A state after a journey as JSON. */
export function overWire<S>(state: S): S {
  return JSON.parse(JSON.stringify(state)) as S
}

/** The result of summarising the parts one by one, sending every state over a wire, and merging in order. */
export function mergedOverWire<A, S, R>(
  { init, step, merge, finish }: Aggregate<A, S, R>,
  parts: readonly (readonly A[])[],
): R {
  const states = parts.map((part) => overWire(part.reduce(step, init())))
  return finish(states.reduce((left, right) => overWire(merge(left, right)), init()))
}

/** Collects what nobody holds any more, also what a `WeakRef` made strong in this turn of the event loop. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  await turn()
  ;(runInNewContext('gc') as () => void)()
}
