import { open } from './open.ts'
import { afterTurn, Pace } from './pace.ts'
import { isPlainArray, pullArray } from './pullArray.ts'
import { DONE, WAIT, type NoItem, type Pull } from './pull.ts'
import type { Inner, Origin, Run } from './run.ts'
import { Scope, type CleanupOrder } from './scope.ts'
import type { Kind, Source } from './source.ts'

/**
 * One iteration of a pipeline, from the first pull to the last cleanup. It is the only place that
 * knows how an iteration ends:
 *
 * - `DONE`, or an error from a stage: what is still open is closed, and only then the end or the
 *   error is told. The first error wins.
 * - `close()`: the same, from outside. A consumer that waits is woken, and finds `DONE`.
 *
 * A source opened inside a run is an execution too, with the run that opened it as its parent.
 */
export class Execution<T> implements Run, Inner<T> {
  readonly kind: Kind
  readonly #parent: Execution<unknown> | undefined
  readonly #scope: Scope
  readonly #pace: Pace | undefined
  readonly #stages: Pull<T>
  readonly #closeInParent = (): Promise<void> | undefined => this.close()
  #state: 'open' | 'closing' | 'over' = 'open'
  #closing: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined
  #controller: AbortController | undefined
  #woken = false
  #isTurning = false
  #parked: (() => void) | undefined
  #watchers: (() => void)[] | undefined
  #ready: Promise<void> | undefined

  constructor(
    origin: Origin<T>,
    kind: Kind,
    parent?: Execution<unknown>,
    cleanupOrder?: CleanupOrder,
  ) {
    this.kind = kind
    this.#scope = new Scope(cleanupOrder)
    this.#parent = parent
    if (kind === 'async') this.#pace = parent ? parent.#pace : new Pace()
    parent?.defer(this.#closeInParent)
    try {
      this.#stages = origin(this)
    } catch (error) {
      // Thrown by the first pull, after what had been opened until here is closed.
      this.#stages = () => {
        throw error
      }
    }
  }

  readonly pull = (): T | NoItem => {
    if (this.#state !== 'open') return this.#afterEnd()
    let answer: T | NoItem
    try {
      answer = this.#stages()
    } catch (error) {
      this.#failure ??= { error }
      return this.#end()
    }
    if (answer === DONE) return this.#end()
    // A callback may have closed the run that it works for: what it returned is of no interest then.
    return this.#state === 'open' ? answer : this.#afterEnd()
  }

  #end(): T | NoItem {
    this.#finish()
    return this.#afterEnd()
  }

  /** The pipeline has ended or failed by itself. */
  #finish(): void {
    if (this.#state !== 'open') return
    try {
      this.#closing = this.#release()
    } catch (error) {
      this.#failure ??= { error }
    }
    this.#overAfter(
      this.#closing?.catch((error: unknown) => {
        this.#failure ??= { error }
      }),
    )
  }

  #afterEnd(): NoItem {
    if (this.#state !== 'over') return WAIT
    if (this.#failure === undefined) return DONE
    const { error } = this.#failure
    this.#failure = undefined
    throw error
  }

  close(): Promise<void> | undefined {
    if (this.#state !== 'open') return this.#closing
    try {
      this.#closing = this.#release()
    } catch (error) {
      this.#overAfter(undefined)
      throw error
    }
    this.#overAfter(this.#closing?.catch(() => {}))
    return this.#closing
  }

  fail(error: unknown): void {
    if (this.#state === 'open') this.#failure = { error }
    this.#finish()
  }

  /** Whether somebody waits for an item. */
  get isAwaited(): boolean {
    return this.#parent ? this.#parent.isAwaited : this.#parked !== undefined
  }

  /** What a synchronous run makes of `WAIT`: nobody would wake it. */
  refuseToWait(): never {
    void this.close()
    throw new TypeError("an operator of a synchronous pipeline said WAIT: give it the kind 'async'")
  }

  #release(): Promise<void> | undefined {
    this.#state = 'closing'
    this.#controller?.abort()
    return this.#scope.close(this.kind)
  }

  #overAfter(closing: Promise<void> | undefined): void {
    const over = (): void => {
      this.#state = 'over'
      // Not before: a parent that is closed meanwhile waits for the rest of this cleanup.
      if (this.#parent) this.#parent.#scope.delete(this.#closeInParent)
      this.wake()
    }
    if (closing === undefined || this.kind === 'sync') over()
    else void closing.then(over)
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#state !== 'open') this.#controller.abort()
    return this.#controller.signal
  }

  watch(callback: () => void): void {
    this.#watchers ??= []
    this.#watchers.push(callback)
  }

  wake(): void {
    if (this.#watchers && this.#state !== 'closing') {
      for (const callback of this.#watchers) callback()
    }
    if (this.#parent) return this.#parent.wake()
    const parked = this.#parked
    this.#parked = undefined
    if (parked) parked()
    else this.#woken = true
  }

  /**
   * Keeps a callback for the next wake.
   * @returns false, and forgets it, if the run was woken since it was last parked: pull again at once
   */
  park(callback: () => void): boolean {
    if (this.#woken) {
      this.#woken = false
      return false
    }
    this.#parked = callback
    return true
  }

  ready(): Promise<void> {
    if (this.#ready !== undefined) return this.#ready
    if (this.#woken || this.#state === 'over') {
      this.#woken = false
      return Promise.resolve()
    }
    this.#ready = new Promise((resolve) => {
      this.#parked = () => {
        this.#ready = undefined
        resolve()
      }
    })
    return this.#ready
  }

  defer(cleanup: () => unknown): void {
    if (this.#state === 'over') void cleanup()
    else this.#scope.add(cleanup)
  }

  open<U>(source: Source<U>): Inner<U> {
    // A callback has closed the run that it works for: nobody would close what is opened now.
    if (this.#state !== 'open') return { pull: () => WAIT, close: nothingToClose }
    // An array has nothing to close: one object less for the commonest result of a flatMap.
    if (isPlainArray(source)) {
      return { pull: pullArray(source as readonly U[], this), close: nothingToClose }
    }
    return new Execution<U>((run) => open(source, run), this.kind, this)
  }

  group(): Pick<Run, 'open'> {
    return new Execution(() => () => WAIT, this.kind, this, 'together')
  }

  spend(wanted: number): number {
    return this.#pace === undefined ? wanted : this.#pace.spend(wanted)
  }

  turn(): void {
    if (this.#isTurning) return
    this.#isTurning = true
    afterTurn(() => {
      this.#isTurning = false
      this.wake()
    })
  }
}

function nothingToClose(): undefined {}
