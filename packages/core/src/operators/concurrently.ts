import { isPromiseLike } from '../kernel/check.ts'
import { WAIT, type Pull } from '../kernel/pull.ts'
import { Queue } from '../kernel/queue.ts'
import type { Run } from '../kernel/run.ts'
import { watchAbort } from '../kernel/watchAbort.ts'
import { asyncContext, type AsyncContext, type AsyncOptions } from './asyncOptions.ts'
import { Intake } from './intake.ts'

/** The outcome of a callback, once it has one. */
interface Outcome {
  state: 'pending' | 'resolved' | 'rejected'
  value: unknown
}

/**
 * What the asynchronous operators share: takes items while fewer than `concurrency` callbacks are
 * under way, and delivers their results in order, or as they come.
 *
 * Invariants: `underWay + outcomes that are settled and not delivered <= concurrency`, so a slow
 * consumer holds the source back. After the end of the source, an error from it, or one from a
 * callback, nothing new is begun. An error of the source comes after every result; an error of a
 * callback comes in its place.
 */
export function concurrently<A, B>(
  up: Pull<A>,
  run: Run,
  { concurrency, ordered, signal }: Required<AsyncOptions>,
  callback: (item: A, index: number, context: AsyncContext) => PromiseLike<B> | B,
): Pull<B> {
  // In the order of delivery: entered when it begins if that is the order, otherwise when it settles.
  const outcomes = new Queue<Outcome>()
  const context = asyncContext(run)
  let index = 0
  let underWay = 0
  const throwIfAborted = watchAbort(signal, run)

  const settle = (outcome: Outcome, state: Outcome['state'], value: unknown): void => {
    outcome.state = state
    outcome.value = value
    if (!ordered) outcomes.push(outcome)
    if (state === 'rejected') intake.stop()
  }

  const settleLater = (outcome: Outcome, state: Outcome['state'], value: unknown): void => {
    if (outcome.state !== 'pending') return // a thenable that is no promise may answer twice
    underWay--
    settle(outcome, state, value)
    run.wake()
  }

  const beginOne = (item: A): void => {
    const outcome: Outcome = { state: 'pending', value: undefined }
    if (ordered) outcomes.push(outcome)
    try {
      const result = callback(item, index++, context)
      if (!isPromiseLike(result)) return settle(outcome, 'resolved', result)
      underWay++
      result.then(
        (value) => settleLater(outcome, 'resolved', value),
        (error: unknown) => settleLater(outcome, 'rejected', error),
      )
    } catch (error) {
      // A thenable may throw although it has answered. The first answer counts.
      if (outcome.state === 'pending') settle(outcome, 'rejected', error)
    }
  }

  const isFull = (): boolean =>
    (ordered ? outcomes.length : outcomes.length + underWay) >= concurrency
  const intake = new Intake(up, isFull, beginOne)

  return () => {
    throwIfAborted()
    intake.fill()
    const first = outcomes.peek()
    if (first !== undefined && first.state !== 'pending') {
      outcomes.shift()
      if (first.state === 'rejected') throw first.value
      return first.value as B
    }
    return underWay > 0 ? WAIT : intake.answer()
  }
}
