import type { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'

/** Runs a pipeline that ends in a sink, and gives its result after everything is closed. */
export function settle<R>(execution: Execution<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    const finish = (result: R): void => {
      const closing = execution.close()
      if (closing === undefined) resolve(result)
      else closing.then(() => resolve(result), reject)
    }
    const step = (): void => {
      try {
        for (;;) {
          const answer = execution.pull()
          if (answer !== WAIT) return finish(resultOf(answer))
          if (execution.park(step)) return
        }
      } catch (error) {
        reject(error)
      }
    }
    step()
  })
}

/** The same for a synchronous pipeline. */
export function settleNow<R>(execution: Execution<R>): R {
  const result = execution.pull()
  if (result === WAIT) execution.refuseToWait()
  void execution.close()
  return resultOf(result)
}

function resultOf<R>(answer: R | typeof DONE): R {
  if (answer === DONE)
    throw new TypeError('a sink ended without a result: it has to answer with one')
  return answer
}
