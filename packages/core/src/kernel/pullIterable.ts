import { checkFunction } from './check.ts'
import { checkObject, iteratorOf, leave } from './iterator.ts'
import { DONE, WAIT, type Pull } from './pull.ts'
import type { Run } from './run.ts'

/**
 * Delivers the items of any other `Iterable`. `next` is read once, as the language's own loops do.
 * @param interrupt called when a `next()` closes its own run, before it has returned
 */
export function pullIterable<T>(
  source: Iterable<T> & object,
  run: Run,
  interrupt?: () => void,
): Pull<T> {
  const iterator = iteratorOf(source, () => source[Symbol.iterator]())
  const { next } = iterator
  checkFunction('iterator', 'next', next)
  const isPaced = run.kind === 'async'
  let ended = false
  let running = false
  const close = (): unknown => checkObject('return()', leave(iterator))
  run.defer(() => {
    if (ended) return
    ended = true
    // An iterator that closes its own run, as by an abort, is closed when its `next()` returns.
    if (running) interrupt?.()
    else close()
  })
  return () => {
    if (ended) return DONE
    if (isPaced && run.spend(1) === 0) return WAIT
    running = true
    try {
      const result = checkObject('next()', next.call(iterator))
      if (!result.done) {
        const item = result.value
        running = false
        if (ended) close()
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
