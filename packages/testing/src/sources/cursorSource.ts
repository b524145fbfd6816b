import { CURSOR, DONE, WAIT, type Cursor } from '@rivulet/core'
import { latch } from '../latch.ts'
import { emptyRun, type SourceRecord } from './record.ts'
import { play, type Script } from './script.ts'

/**
 * A source of cursors written without the kernel, as another package might: it says `WAIT` before
 * each item for which `waits` is true, and gets ready a microtask later.
 */
export function cursorSource(
  script: Script,
  waits: (index: number) => boolean = (index) => index % 2 === 0,
  name = 'the source',
): AsyncIterable<unknown> & { [CURSOR](): Cursor<unknown>; readonly record: SourceRecord } {
  const record: SourceRecord = { name, runs: [] }
  return {
    record,
    [Symbol.asyncIterator](): never {
      throw new Error('what has a cursor is opened by it')
    },
    [CURSOR]() {
      const run = emptyRun()
      record.runs.push(run)
      const left = latch()
      let index = 0
      let waited = false
      let hangs = false
      let closing: Promise<void> | undefined
      return {
        pull() {
          if (closing !== undefined) {
            run.nextsAfterReturn++
            return DONE
          }
          if (run.ended !== 'no') return DONE
          if (hangs) return WAIT
          if (!waited && waits(index)) {
            waited = true
            return WAIT
          }
          waited = false
          run.nexts++
          try {
            const step = play(script, index++)
            if (step === 'hang') {
              hangs = true
              return WAIT
            }
            if (!step.done) return step.value
          } catch (error) {
            run.ended = 'failed'
            throw error
          }
          run.ended = 'done'
          return DONE
        },
        ready() {
          return hangs ? left.promise : Promise.resolve()
        },
        close() {
          run.returns++
          if (run.ended !== 'no') run.returnsAfterEnd++
          closing ??= (async () => {
            run.cleanup = 'under way'
            left.open()
            await script.cleanup()
            run.cleanup = 'over'
          })()
          return closing
        },
      }
    },
  }
}
