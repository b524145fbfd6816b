import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import type { Duplex } from 'node:stream'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { pullReadable } from './pullReadable.ts'

/** Writes what `up` delivers to a Duplex, and delivers what that gives out. */
export function throughDuplex<B>(duplex: Duplex, up: Pull<unknown>, run: Run): Pull<B> {
  guard(duplex)
  run.defer(() => unguard(duplex))
  run.defer(() => destroyed(duplex))
  const pull = pullReadable<B>(duplex, run)
  let full = false
  let unwritten = 0
  let inputEnd: { readonly error?: unknown } | undefined
  const onDrain = (): void => {
    full = false
    run.wake()
  }
  duplex.on('drain', onDrain)
  run.defer(() => duplex.off('drain', onDrain))
  const onWritten = (): void => {
    unwritten--
    if (unwritten === 0 && inputEnd) run.wake()
  }

  /** @returns whether there may be more output at once */
  const feed = (): boolean => {
    try {
      const item = up()
      if (item === WAIT) return false
      if (item === DONE) {
        inputEnd = {}
        duplex.end()
      } else {
        full = !duplex.write(item, onWritten)
        unwritten++
      }
    } catch (error) {
      // Of what lies before, or of the stream, which refuses an item such as `null`: what was written comes first.
      inputEnd = { error }
    }
    return true
  }
  return () => {
    for (;;) {
      const answer = pull()
      if (answer !== WAIT) return answer
      if (inputEnd && 'error' in inputEnd && unwritten === 0 && duplex.readableLength === 0) {
        throw inputEnd.error
      }
      // One that takes no more has ended its output, or failed, or was cut off: `pull` will tell.
      if (inputEnd || full || !duplex.writable || !feed()) return WAIT
    }
  }
}
