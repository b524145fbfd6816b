import { WAIT, type Pull, type Run } from '@rivulet/core'
import type { Duplex } from 'node:stream'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { pullReadable } from './pullReadable.ts'
import { StageInput } from './stageInput.ts'
import { lengthOf } from './streamState.ts'

/** Writes what `up` delivers to a Duplex, and delivers what that gives out. */
export function throughDuplex<B>(duplex: Duplex, up: Pull<unknown>, run: Run): Pull<B> {
  guard(duplex)
  run.defer(() => unguard(duplex))
  run.defer(() => destroyed(duplex))
  const pull = pullReadable<B>(duplex, run)
  let full = false
  const onDrain = (): void => {
    full = false
    run.wake()
  }
  duplex.on('drain', onDrain)
  run.defer(() => duplex.off('drain', onDrain))
  const input = new StageInput(up, run, {
    write: (item, onWritten) => {
      full = !duplex.write(item, onWritten)
    },
    end: () => duplex.end(),
  })

  return () => {
    for (;;) {
      const answer = pull()
      if (answer !== WAIT) return answer
      const failed = input.failure
      if (failed && lengthOf(duplex) === 0) throw failed.error
      // One that takes no more has ended its output, or failed, or was cut off: `pull` will tell.
      if (input.state !== 'open' || full || !duplex.writable || !input.feed()) return WAIT
    }
  }
}
