import { emptyRun, type SourceRecord } from './record.ts'
import { play, type Script } from './script.ts'

/** An `Iterable` that plays a script each time it is iterated, and keeps a record. */
export function syncSource(
  script: Script,
  name = 'the source',
): Iterable<unknown> & { readonly record: SourceRecord } {
  const record: SourceRecord = { name, runs: [] }
  return {
    record,
    [Symbol.iterator]() {
      const run = emptyRun()
      record.runs.push(run)
      let index = 0
      return {
        next() {
          run.nexts++
          if (run.returns > 0) run.nextsAfterReturn++
          try {
            const step = play(script, index++)
            if (step === 'hang') throw new Error('a synchronous source cannot hang')
            if (step.done) run.ended = 'done'
            return step
          } catch (error) {
            run.ended = 'failed'
            throw error
          }
        },
        return() {
          run.returns++
          if (run.ended !== 'no') run.returnsAfterEnd++
          if (run.returns === 1) script.cleanup()
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
