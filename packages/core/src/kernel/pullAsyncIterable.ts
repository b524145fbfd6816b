import { checkFunction } from './check.ts'
import { checkObject, iteratorOf, leave } from './iterator.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'
import { asyncIteratorOf } from './streamIterator.ts'

/**
 * How long closing waits for a `next()` that is under way. An async generator runs its `finally`
 * only when that has settled, which may be never.
 */
const GRACE_MILLISECONDS = 20

/**
 * Delivers the items of an `AsyncIterable`: one `next()` at a time, and none before it is asked for.
 * @param interrupt called when the run is over in the middle of a `next()`: what it defers comes before `return()`
 */
export function pullAsyncIterable<T>(
  source: AsyncIterable<T>,
  run: Run,
  interrupt?: () => void,
): Pull<T> {
  const iterator = iteratorOf(source, asyncIteratorOf)
  const { next } = iterator
  checkFunction('iterator', 'next', next)
  let state: 'idle' | 'waiting' | 'holding' | 'failed' | 'ended' = 'idle'
  let pending: Promise<unknown> | undefined // what `next()` gave, until it settles
  let held: unknown // the item, or the error

  const onResult = (result: IteratorResult<T>): void => {
    if (state !== 'waiting') return // the run is over
    pending = undefined
    try {
      if (checkObject('next()', result).done) state = 'ended'
      else {
        held = result.value
        state = 'holding'
      }
    } catch (error) {
      state = 'failed'
      held = error
    }
    run.wake()
  }
  const onError = (error: unknown): void => {
    if (state !== 'waiting') return
    pending = undefined
    state = 'failed'
    held = error
    run.wake()
  }

  const close = (): Promise<void> | undefined => {
    if (state === 'failed') return undefined
    const left = leave(iterator)
    if (left === iterator) return undefined // it has nothing to close
    const closed = Promise.resolve(left).then((result) => {
      checkObject('return()', result)
    })
    return pending ? withinGrace(pending, closed) : closed
  }

  run.defer(() => {
    const before = state
    state = 'ended'
    if (before === 'ended' || before === 'failed') return undefined
    if (before !== 'waiting') return close()
    // A next() that closes its own run, as by an abort, has to return first.
    run.defer(pending ? close : () => Promise.resolve().then(close))
    return interrupt?.()
  })

  return () => {
    if (state === 'holding') {
      state = 'idle'
      return held as T
    }
    if (state === 'failed') throw held
    if (state === 'ended') return DONE
    if (state === 'waiting' || run.spend(1) === 0) return WAIT
    state = 'waiting'
    held = undefined // the item before: whoever took it may be done with it long before the next one comes
    try {
      pending = Promise.resolve(next.call(iterator))
    } catch (error) {
      state = 'failed'
      throw error
    }
    pending.then(onResult as (result: unknown) => void, onError)
    return WAIT
  }
}

/** Waits for `closed`, but gives up if neither it nor `pending` settles in time. */
function withinGrace(pending: Promise<unknown>, closed: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, GRACE_MILLISECONDS)
    const stopTimer = (): void => clearTimeout(timer)
    pending.then(stopTimer, stopTimer)
    closed.finally(stopTimer).then(resolve, reject)
  })
}
