import { checkNotTaken, isOneShot, takeOnce } from './alreadyConsumedError.ts'
import { isObject } from './check.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'
import { asyncIteratorOf } from './streamIterator.ts'

/**
 * How long closing waits for a `next()` that is under way. An async generator runs its `finally`
 * only when that has settled, which may be never.
 */
const GRACE_MILLISECONDS = 20

/** Delivers the items of an `AsyncIterable`: one `next()` at a time, and none before it is asked for. */
export function pullAsyncIterable<T>(source: AsyncIterable<T>, run: Run): Pull<T> {
  // Before its iterator is made: a Web stream that another run is reading would refuse with an error of its own.
  checkNotTaken(source)
  const iterator = asyncIteratorOf(source)
  if (!isObject(iterator)) throw new TypeError('[Symbol.asyncIterator]() did not give an object')
  if (isOneShot(source, iterator)) takeOnce(source)
  const next = iterator.next
  let state: 'idle' | 'pending' | 'item' | 'failed' | 'ended' = 'idle'
  let pending: Promise<unknown> | undefined
  let held: unknown // the item, or the error

  const onResult = (result: IteratorResult<T>): void => {
    if (state !== 'pending') return
    try {
      if (!isObject(result)) throw new TypeError(`next() gave ${String(result)}, not an object`)
      state = result.done ? 'ended' : 'item'
      held = result.done ? undefined : result.value
    } catch (error) {
      state = 'failed'
      held = error
    }
    run.wake()
  }
  const onError = (error: unknown): void => {
    if (state !== 'pending') return
    state = 'failed'
    held = error
    run.wake()
  }

  run.defer(() => {
    const before = state
    state = 'ended'
    if (before === 'ended' || before === 'failed') return undefined
    const closed = closeAsyncIterator(iterator)
    return before === 'pending' && pending
      ? closeWithin(GRACE_MILLISECONDS, pending, closed)
      : closed
  })

  return () => {
    if (state === 'item') {
      state = 'idle'
      return held as T
    }
    if (state === 'idle') {
      if (run.spend(1) === 0) {
        run.turn()
        return WAIT
      }
      state = 'pending'
      try {
        pending = Promise.resolve(next.call(iterator))
      } catch (error) {
        state = 'failed'
        throw error
      }
      pending.then(onResult as (result: unknown) => void, onError)
      return WAIT
    }
    if (state === 'failed') throw held
    return state === 'pending' ? WAIT : DONE
  }
}

/** `undefined` for an iterator that has nothing to close. */
function closeAsyncIterator(iterator: AsyncIterator<unknown>): Promise<void> | undefined {
  const { return: close } = iterator
  if (close === undefined || close === null) return undefined
  return Promise.resolve(close.call(iterator)).then((result: unknown) => {
    if (!isObject(result)) throw new TypeError(`return() gave ${String(result)}, not an object`)
  })
}

/** Waits for `closed`, but gives up if neither it nor `pending` settles in time. */
function closeWithin(
  milliseconds: number,
  pending: Promise<unknown>,
  closed: Promise<void> | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    const stopTimer = (): void => clearTimeout(timer)
    pending.then(stopTimer, stopTimer)
    Promise.resolve(closed).finally(stopTimer).then(resolve, reject)
  })
}
