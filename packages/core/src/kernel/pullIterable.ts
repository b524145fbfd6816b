import { isObject } from './check.ts'
import { isOneShot, takeOnce } from './alreadyConsumedError.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'

/** Delivers the items of any other `Iterable`. `next` is read once, as the language's own loops do. */
export function pullIterable<T>(source: Iterable<T>, run: Run): Pull<T> {
  const iterator = source[Symbol.iterator]()
  if (!isObject(iterator)) throw new TypeError('[Symbol.iterator]() did not give an object')
  if (isOneShot(Object(source), iterator)) takeOnce(Object(source))
  const next = iterator.next
  const paced = run.kind === 'async'
  let ended = false
  let running = false
  run.defer(() => {
    if (ended) return
    ended = true
    // An iterator that closes its own run, as by an abort, is closed when its `next()` returns.
    if (!running) closeIterator(iterator)
  })
  return () => {
    if (ended) return DONE
    if (paced && run.spend(1) === 0) {
      run.turn()
      return WAIT
    }
    running = true
    try {
      const result = next.call(iterator)
      if (!isObject(result)) throw new TypeError(`next() gave ${String(result)}, not an object`)
      if (!result.done) {
        const item = result.value
        running = false
        if (ended) closeIterator(iterator)
        return item
      }
    } catch (error) {
      ended = true
      throw error
    }
    ended = true
    return DONE
  }
}

function closeIterator(iterator: Iterator<unknown>): void {
  const { return: close } = iterator
  if (close === undefined || close === null) return
  const result: unknown = close.call(iterator)
  if (!isObject(result)) throw new TypeError(`return() gave ${String(result)}, not an object`)
}
