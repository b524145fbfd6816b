import { isPromiseLike } from './check.ts'
import { beginSafely } from './description.ts'
import { open } from './open.ts'
import { afterTurn, Pace } from './pace.ts'
import { DONE, noItem, WAIT, waiting, type NoItem, type Pull } from './pull.ts'
import type { Inner, Origin, Run } from './run.ts'
import type { Kind, Source } from './source.ts'

type State = 'open' | 'closing' | 'over'
export type Cleanup = () => unknown

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
  /** What has to happen when it is over, the last first. */
  #cleanups: Cleanup[] = []
  #forgotten: Set<Cleanup> | undefined
  readonly #pace: Pace | undefined
  #stages: Pull<T>
  #state: State = 'open'
  #closing: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined
  #controller: AbortController | undefined
  #woken = false
  #isTurning = false
  #parked: (() => void) | undefined
  #watchers: (() => void)[] | undefined

  constructor(origin: Origin<T>, kind: Kind, parent?: Execution<unknown>) {
    this.kind = kind
    this.#parent = parent
    if (kind === 'async') this.#pace = parent ? parent.#pace : new Pace()
    parent?.defer(this.close)
    this.#stages = beginSafely(origin, this)
  }

  readonly pull = (): T | NoItem => {
    if (this.#state === 'open') {
      try {
        const answer = this.#stages()
        const isOver = noItem(answer) && answer === DONE
        if (noItem(answer) && !isOver && this.kind === 'sync') {
          throw new TypeError(
            "an operator of a synchronous pipeline said WAIT: give it the kind 'async'",
          )
        }
        // A callback may have closed the run that it works for: what it returned is of no interest then.
        if (!isOver && (this.#state as State) === 'open') return answer
      } catch (error) {
        this.#failure ??= { error }
      }
      this.#end('told')
    }
    if (this.#state !== 'over') return WAIT
    if (this.#failure === undefined) return DONE
    const { error } = this.#failure
    this.#failure = undefined
    this.#closing = undefined // which may have failed, too: who has heard of one error hears of no other
    throw error
  }

  /** The same promise each time, `undefined` if there is nothing to wait for. */
  readonly close = (): Promise<void> | undefined => {
    this.#end('thrown')
    if (this.#closing || this.#state !== 'closing' || this.kind === 'sync') return this.#closing
    // Called by a cleanup, or by what one calls, before it has returned: asked again after that.
    const asked = Promise.resolve().then(this.close)
    asked.catch(() => {})
    return asked
  }

  /** @param cleanupErrors whether they are told with this error, which is the first, or thrown to who calls this */
  fail(error: unknown, cleanupErrors: 'told' | 'thrown' = 'told'): void {
    this.#end(cleanupErrors, { error })
  }

  /** Closes everything. The error of a cleanup is told by the next pull, or thrown to who closes from outside. */
  #end(errorsAre: 'told' | 'thrown', failure?: { readonly error: unknown }): void {
    if (this.#state !== 'open') return
    this.#state = 'closing'
    this.#failure ??= failure
    this.#controller?.abort()
    const errors: unknown[] = []
    const finish = (): Promise<void> | undefined => {
      const cleaning = this.cleanUp(errors)
      if (cleaning) return cleaning.then(finish)
      this.#state = 'over'
      this.#stages = waiting // it holds what was read and not delivered, and so may who watches
      const [error] = errors
      if (errors.length > 0 && errorsAre === 'told') this.#failure ??= { error }
      // Not before: a parent that is closed meanwhile waits for the rest of this cleanup.
      this.#parent?.forget(this.close)
      this.wake()
      this.#watchers = undefined
      if (errors.length > 0) throw error
      return undefined
    }
    try {
      this.#closing = finish()
      this.#closing?.catch(() => {})
    } catch (error) {
      if (errorsAre === 'thrown') throw error
    }
  }

  /**
   * Runs the cleanups, the last added first, up to one that has to be waited for: what was opened inside
   * something is closed before it. One that fails does not keep the others from running, and one may
   * add another.
   * @param errors those of the cleanups, in their order
   * @returns `undefined` after the last, otherwise when to go on
   */
  protected cleanUp(errors: unknown[]): Promise<unknown> | undefined {
    for (let cleanup = this.takeLast(); cleanup; cleanup = this.takeLast()) {
      try {
        const pending = cleanup()
        if (!isPromiseLike(pending)) continue
        const settled = Promise.resolve(pending).catch((error: unknown) => errors.push(error))
        if (this.kind === 'async') return settled
        throw new TypeError('a cleanup gave a promise, and a synchronous run cannot wait')
      } catch (error) {
        errors.push(error)
        // So there is a promise that tells it to everybody who closes the run, before anybody is woken.
        if (this.kind === 'async') return Promise.resolve()
      }
    }
    return undefined
  }

  protected takeLast(): Cleanup | undefined {
    let cleanup = this.#cleanups.pop()
    while (cleanup && this.#forgotten?.delete(cleanup)) cleanup = this.#cleanups.pop()
    return cleanup
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
    // It has nothing to say before it is over. Who was woken by a part of it could close the run around it,
    // while what there is to wait for is not known yet.
    if (this.#state === 'closing') return
    if (this.#watchers) for (const callback of this.#watchers) callback()
    if (this.#parent) return this.#parent.wake()
    const parked = this.#parked
    this.#parked = undefined
    if (parked) parked()
    else this.#woken = true
  }

  /**
   * Keeps a callback for the next wake.
   * @returns false, and forgets it, if the run was woken since it was last parked, or is over: pull again at once
   */
  park(callback: () => void): boolean {
    if (this.#woken || this.#state === 'over') {
      this.#woken = false
      return false
    }
    this.#parked = callback
    return true
  }

  defer(cleanup: Cleanup): void {
    if (this.#state === 'over') cleanup()
    else this.#cleanups.push(cleanup)
  }

  /**
   * Mostly it is the last. Others stay until they are half of all, and are then taken out together: to
   * look for each of many would take the square of their number.
   */
  forget(cleanup: Cleanup): void {
    if (this.#cleanups.at(-1) === cleanup) return void this.#cleanups.pop()
    const forgotten = (this.#forgotten ??= new Set())
    forgotten.add(cleanup)
    if (forgotten.size * 2 < this.#cleanups.length) return
    this.#cleanups = this.#cleanups.filter((one) => !forgotten.has(one))
    forgotten.clear()
  }

  open<U>(source: Source<U>): Inner<U> {
    // A callback has closed the run that it works for: nobody would close what is opened now.
    if (this.#state !== 'open') return { pull: waiting, close: () => undefined }
    return new Execution<U>((run) => open(source, run), this.kind, this)
  }

  spend(wanted: number): number {
    if (this.#pace === undefined) return wanted
    const granted = this.#pace.spend(wanted)
    if (granted === 0 && !this.#isTurning) {
      this.#isTurning = true
      afterTurn(() => {
        this.#isTurning = false
        this.wake()
      })
    }
    return granted
  }
}
