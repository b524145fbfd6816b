import { Execution } from '../kernel/execution.ts'
import { open } from '../kernel/open.ts'
import { DONE, WAIT, type NoItem, type Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Kind, Source } from '../kernel/source.ts'
import { Backlog, type Place } from './backlog.ts'
import { BufferOverflowError } from './bufferOverflowError.ts'
import type { BufferPolicy } from './checkBuffer.ts'

/** How a source is shared. */
export interface Sharing {
  readonly kind: Kind
  readonly limit: number
  readonly policy: BufferPolicy
  /** What is said to a reader under the policy `throw`. */
  readonly overflow: string
  /** Whether every reader begins with the first item. */
  readonly remembers?: boolean
}

/** One of the readers of a {@link SharedRun}. */
interface Reader {
  readonly place: Place
  run: Run | undefined
  /** Whether it has answered `WAIT`, and nobody has woken it since. */
  waits: boolean
}

/**
 * One run of a source for several readers. Whoever has read everything that is there pulls the source,
 * for the others too.
 *
 * Under `wait` and `throw` nobody gets an item for which another has no room. To know whether there is
 * one at all, or the end, it is pulled and kept at hand: one more than the limit.
 */
export class SharedRun<T> {
  readonly #source: Source<T>
  readonly #sharing: Sharing
  readonly #backlog: Backlog<T>
  readonly #first: Place | undefined
  readonly #readers = new Set<Reader>()
  #execution: Execution<T> | undefined
  #atHand: { readonly item: T } | undefined
  #end: { readonly error?: unknown } | undefined
  #wasLeft = false
  #pulling = false
  #wokenMeanwhile = false

  constructor(source: Source<T>, sharing: Sharing) {
    this.#source = source
    this.#sharing = sharing
    const { limit, policy } = sharing
    this.#backlog = new Backlog(limit, policy === 'drop-newest' ? 'drop-newest' : 'drop-oldest')
    if (sharing.remembers) this.#first = this.#backlog.enter()
  }

  /** How many items are held, for whomever. */
  get held(): number {
    return this.#backlog.held + (this.#atHand === undefined ? 0 : 1)
  }

  /** Whether the source has ended or failed, or was closed because the last reader left it. */
  get isOver(): boolean {
    return this.#end !== undefined || this.#wasLeft
  }

  /** Whether it was closed before its end, because the last reader left it. */
  get wasLeft(): boolean {
    return this.#wasLeft
  }

  /** A reader that counts from now on, whether or not it has begun to read. */
  join(): Reader {
    const reader: Reader = { place: this.#backlog.enter(this.#first), run: undefined, waits: false }
    this.#readers.add(reader)
    return reader
  }

  /** Begins to read, in the run of a consumer. The source is opened with the first who does. */
  read(reader: Reader, run: Run): Pull<T> {
    reader.run = run
    run.defer(() => this.#leave(reader))
    const execution = (this.#execution ??= this.#open())
    return () => {
      if (reader.place.length === 0 && this.#end !== undefined) {
        if ('error' in this.#end) throw this.#end.error
        return DONE
      }
      if (run.spend(1) === 0) return WAIT
      return reader.place.length > 0 ? this.#take(reader) : this.#pull(execution, reader)
    }
  }

  #open(): Execution<T> {
    const execution = new Execution<T>((run) => open(this.#source, run), this.#sharing.kind)
    execution.watch(() => {
      if (this.#pulling) this.#wokenMeanwhile = true
      else this.#wakeReaders()
    })
    return execution
  }

  #take({ place }: Reader): T {
    const wasFull = this.#backlog.isFull
    const item = this.#backlog.shift(place)
    if (wasFull && !this.#backlog.isFull) this.#wakeReaders()
    return item
  }

  #pull(execution: Execution<T>, reader: Reader): T | NoItem {
    // Only what the source itself calls can get here; it is answered when the source has answered.
    if (this.#pulling) return this.#wait(reader)
    const answer = this.#next(execution)
    if (answer === WAIT) {
      this.#wait(reader)
      if (this.#wokenMeanwhile) this.#wakeReaders()
      return WAIT
    }
    if (answer !== DONE) {
      const { policy, overflow, limit } = this.#sharing
      if ((policy === 'wait' || policy === 'throw') && this.#backlog.isFull) {
        this.#atHand = { item: answer }
        if (policy === 'throw') throw new BufferOverflowError(overflow, limit)
        return this.#wait(reader)
      }
      this.#backlog.push(answer, reader.place)
    }
    this.#wakeReaders()
    return answer
  }

  /** Asks the source, and notes how it ended if it has. */
  #next(execution: Execution<T>): T | NoItem {
    if (this.#atHand !== undefined) {
      const { item } = this.#atHand
      this.#atHand = undefined
      return item
    }
    this.#pulling = true
    this.#wokenMeanwhile = false
    try {
      const answer = execution.pull()
      if (answer === DONE) this.#end = {}
      return answer
    } catch (error) {
      this.#end = { error }
      this.#wakeReaders()
      throw error
    } finally {
      this.#pulling = false
    }
  }

  #wait(reader: Reader): typeof WAIT {
    if (this.#sharing.kind === 'sync') throw new TypeError('a source cannot read what it gives')
    reader.waits = true
    return WAIT
  }

  #wakeReaders(): void {
    for (const reader of this.#readers) {
      if (!reader.waits) continue
      reader.waits = false
      reader.run?.wake()
    }
  }

  #leave(reader: Reader): Promise<void> | undefined {
    this.#readers.delete(reader)
    this.#backlog.leave(reader.place)
    if (this.#readers.size > 0) this.#wakeReaders()
    if (this.#readers.size > 0 || this.#end !== undefined) return undefined
    this.#wasLeft = true
    this.#atHand = undefined
    return this.#execution?.close()
  }
}
