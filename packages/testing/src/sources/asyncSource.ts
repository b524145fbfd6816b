import { emptyRun, type RunRecord, type SourceRecord } from './record.ts'
import { play, type Script } from './script.ts'

export interface AsyncSourceOptions {
  /**
   * Whether the error of a failing script rejects the promise of `next()`, or is thrown by `next` itself.
   * @default 'reject'
   */
  readonly failure?: 'reject' | 'throw'
  readonly name?: string
}

/**
 * An `AsyncIterable` that plays a script each time it is iterated, and keeps a record. Written by hand: the language queues the calls to an async
 * generator, which would hide overlapping ones.
 */
export function asyncSource(
  script: Script,
  { failure = 'reject', name = 'the source' }: AsyncSourceOptions = {},
): AsyncIterable<unknown> & { readonly record: SourceRecord } {
  const record: SourceRecord = { name, runs: [] }
  return {
    record,
    [Symbol.asyncIterator]() {
      const run = emptyRun()
      record.runs.push(run)
      let index = 0
      let underWay = 0
      // The end counts from when the consumer can know of it: until then it may still close.
      const settle = (ended: RunRecord['ended']): void => {
        underWay--
        run.ended = ended
      }
      return {
        next() {
          run.nexts++
          if (underWay > 0) run.overlaps++
          if (run.returns > 0) run.nextsAfterReturn++
          underWay++
          try {
            const step = play(script, index++)
            if (step === 'hang') return new Promise(() => {})
            const promise = Promise.resolve(step)
            void promise.then(() => settle(step.done ? 'done' : 'no'))
            return promise
          } catch (error) {
            if (failure === 'throw') {
              settle('failed')
              throw error
            }
            // The script may throw anything at all, and so must this.
            const promise = Promise.reject(error)
            promise.catch(() => settle('failed'))
            return promise
          }
        },
        async return() {
          run.returns++
          if (run.ended !== 'no') run.returnsAfterEnd++
          if (run.returns === 1) {
            run.cleanup = 'under way'
            await script.cleanup()
          }
          run.cleanup = 'over'
          return { value: undefined, done: true }
        },
        throw(error: unknown) {
          run.throws++
          throw error
        },
      }
    },
  }
}
