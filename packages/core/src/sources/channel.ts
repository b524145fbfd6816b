import { takeOnce } from '../kernel/alreadyConsumedError.ts'
import { checkChoice, checkCount, checkOptions } from '../kernel/check.ts'
import { Flow } from '../kernel/flow.ts'
import { paced } from '../kernel/paced.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import { Queue } from '../kernel/queue.ts'
import type { Run } from '../kernel/run.ts'
import { ChannelFullError } from './channelFullError.ts'

/**
 * The options of {@link channel}.
 *
 * @example
 * ```ts
 * import { channel, type ChannelOptions } from '@rivulet/core'
 *
 * // For whatever may be lost, and must not be late.
 * const latest = { limit: 1, policy: 'drop-oldest' } satisfies ChannelOptions
 * const [temperature, pressure] = [channel<number>(latest), channel<number>(latest)]
 * console.log(temperature.push(20.5), temperature.push(20.7), pressure.push(1013)) // true true true
 * ```
 */
export interface ChannelOptions {
  /**
   * How many items may wait for the reader: a whole number of at least 1.
   * @default 1024
   */
  readonly limit?: number
  /**
   * What happens to an item when there is no room for it:
   * - `'wait'`: `push` gives a promise that resolves when there is room. Await it, or the producer runs
   *   ahead: with 1024 pushes waiting, the next one throws a `ChannelFullError`.
   * - `'throw'`: `push` throws a `ChannelFullError`.
   * - `'drop-oldest'`: the item that has waited longest makes room for it.
   * - `'drop-newest'`: it is dropped itself.
   * @default 'wait'
   */
  readonly policy?: 'wait' | 'throw' | 'drop-oldest' | 'drop-newest'
}

/**
 * A `Flow` that is fed from outside. Its methods can be passed on as callbacks. `Answer` is what
 * `push` answers with: a promise under the policy `'wait'`, a boolean under the others.
 *
 * @example
 * ```ts
 * import { channel, pipe, toArray, type Channel } from '@rivulet/core'
 *
 * // The type says what `push` answers with: a boolean here, a promise to await under 'wait'.
 * function feed(readings: Channel<number, boolean>): void {
 *   for (const reading of [20.5, 20.7]) if (!readings.push(reading)) console.log('lost', reading)
 *   readings.end()
 * }
 *
 * const readings = channel<number>({ limit: 1, policy: 'drop-newest' })
 * feed(readings)
 * console.log(await pipe(readings, toArray()))
 * // lost 20.7
 * // [20.5]
 * ```
 */
export interface Channel<T, Answer = Promise<boolean>> extends Flow<T> {
  /**
   * Adds an item for the reader. The answer is whether it was taken: it is false for one that was
   * dropped, and after `end`, after `fail`, and when the reader has left, also for what was waiting then.
   */
  push(this: void, item: T): Answer
  /** There is nothing more to come: the reader ends after the items that were pushed before. */
  end(this: void): void
  /** The reader gets the error, after the items that were pushed before. */
  fail(this: void, error: unknown): void
}

const POLICIES = ['wait', 'throw', 'drop-oldest', 'drop-newest'] as const
const MOST_WAITING = 1024

/**
 * A source for what calls back: items are pushed into it and iterated out of it, by one reader, once.
 * It holds as many items as its limit says and never more. What is pushed before the reader comes is
 * kept for it. When the reader leaves, what it did not read is dropped.
 * @throws TypeError or RangeError for a bad option; AlreadyConsumedError for a second reader
 *
 * @example
 * ```ts
 * import { channel, pipe, toArray } from '@rivulet/core'
 *
 * const readings = channel<number>({ limit: 2, policy: 'drop-oldest' })
 * for (const reading of [20.5, 20.7, 20.6]) readings.push(reading)
 * readings.end()
 * console.log(await pipe(readings, toArray())) // [20.7, 20.6]
 * ```
 */
export function channel<T>(
  options: ChannelOptions & { readonly policy: 'throw' | 'drop-oldest' | 'drop-newest' },
): Channel<T, boolean>
export function channel<T>(options?: ChannelOptions & { readonly policy?: 'wait' }): Channel<T>
export function channel<T>(options?: ChannelOptions): Channel<T, Promise<boolean> | boolean>
export function channel<T>(options: ChannelOptions = {}): Channel<T, Promise<boolean> | boolean> {
  checkOptions('channel', options)
  const { limit = 1024, policy = 'wait' } = options
  checkCount('channel', 'limit', limit, 1, 'finite')
  checkChoice('channel', 'policy', policy, POLICIES)
  return new BoundedChannel<T>(limit, policy)
}

interface WaitingPush<T> {
  readonly item: T
  resolve(taken: boolean): void
}

/** Invariants: pushes wait only while the items are at the limit, and nothing is held after the reader left. */
class BoundedChannel<T> extends Flow<T> implements Channel<T, Promise<boolean> | boolean> {
  readonly #limit: number
  readonly #policy: (typeof POLICIES)[number]
  #items = new Queue<T>()
  #waiting = new Queue<WaitingPush<T>>()
  #isOver = false
  #failure: { readonly error: unknown } | undefined
  #run: Run | undefined

  constructor(limit: number, policy: (typeof POLICIES)[number]) {
    super((run) => this.#read(run))
    this.#limit = limit
    this.#policy = policy
  }

  readonly push = (item: T): Promise<boolean> | boolean => {
    if (this.#isOver) return this.#answer(false)
    if (this.#items.length < this.#limit) return this.#take(item)
    if (this.#policy === 'wait') return this.#wait(item)
    if (this.#policy === 'drop-newest') return false
    if (this.#policy === 'throw') {
      throw new ChannelFullError(this.#limit, 'Another policy would wait, or drop items.')
    }
    this.#items.shift()
    return this.#take(item)
  }

  readonly end = (): void => {
    this.#isOver = true
    this.#run?.wake()
  }

  readonly fail = (error: unknown): void => {
    if (!this.#isOver) this.#failure = { error }
    this.end()
  }

  #answer(taken: boolean): Promise<boolean> | boolean {
    return this.#policy === 'wait' ? Promise.resolve(taken) : taken
  }

  #take(item: T): Promise<boolean> | boolean {
    this.#items.push(item)
    this.#run?.wake()
    return this.#answer(true)
  }

  #wait(item: T): Promise<boolean> {
    if (this.#waiting.length === MOST_WAITING) {
      throw new ChannelFullError(this.#limit, 'Await what push() gives before the next push().')
    }
    return new Promise((resolve) => this.#waiting.push({ item, resolve }))
  }

  #read(run: Run): Pull<T> {
    takeOnce(this)
    this.#run = run
    run.defer(() => this.#leave())
    return paced(() => {
      if (this.#items.length > 0) return this.#next()
      if (!this.#isOver) return WAIT
      if (this.#failure) throw this.#failure.error
      return DONE
    }, run)
  }

  #next(): T {
    const item = this.#items.shift() as T
    const waiting = this.#waiting.shift()
    if (waiting) {
      this.#items.push(waiting.item)
      waiting.resolve(true)
    }
    return item
  }

  #leave(): void {
    this.#isOver = true
    this.#run = undefined
    this.#items = new Queue()
    for (let push = this.#waiting.shift(); push; push = this.#waiting.shift()) push.resolve(false)
  }
}
