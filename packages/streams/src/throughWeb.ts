import { WAIT, type Pull, type Run } from '@rivulet/core'
import { pullWeb } from './pullWeb.ts'
import { StageInput } from './stageInput.ts'

/**
 * The two ends of a Web transform, such as a `TransformStream` or a `DecompressionStream`. Only what tells them
 * is named here: the types of Node and those of a browser, the default of TypeScript, differ in the rest.
 */
export interface WebPair {
  readonly readable: { readonly locked: boolean; getReader(): object }
  readonly writable: { readonly locked: boolean; getWriter(): object }
}

/** Writes what `up` delivers to one end of a Web transform, and delivers what the other gives out. */
export function throughWeb<B>(pair: WebPair, up: Pull<unknown>, run: Run): Pull<B> {
  const readable = pair.readable as ReadableStream<B>
  const writable = pair.writable as WritableStream<unknown>
  if (readable.locked || writable.locked) {
    throw new TypeError('through: the stream is locked, somebody else reads it or writes to it')
  }
  const writer = writable.getWriter()
  // One without a queue never says that there is room: it gets the next item when it has taken the last.
  const hasQueue = writer.desiredSize !== 0
  let closing: Promise<void> | undefined // as long as it is under way
  let isWaitingForRoom = false
  let failure: { readonly error: unknown } | undefined
  let delivered = 0
  let isSettling = false
  /** How many items were delivered when the event loop had turned. */
  let deliveredBeforeTurn = -1

  const fail = (error: unknown): void => {
    failure ??= { error }
    run.wake()
  }
  writer.closed.catch(fail)
  const closed = (): void => {
    closing = undefined
  }
  const input = new StageInput(up, run, {
    write: (item, onWritten) => {
      writer.write(item).then(() => {
        onWritten()
        if (!hasQueue) run.wake()
      }, fail)
    },
    end: () => {
      closing = writer.close().then(closed, (error: unknown) => {
        closed()
        fail(error)
      })
    },
  })
  run.defer(() => {
    // Not while it closes: Node 22 would have a rejection then that nobody can handle.
    if (closing) void closing.then(() => writer.releaseLock())
    else writer.releaseLock()
  })
  run.defer(() => {
    if (input.state === 'ended') return undefined
    const aborted = writer.abort().catch(() => {})
    // A write that never ends would hold `abort` for ever.
    return input.isWritten ? aborted : undefined
  })
  // It is cancelled with the end of the run, before the writer aborts: then it would have failed.
  const pull = pullWeb<B>(readable, run, (reader) => {
    const cancelled = reader.cancel()
    if (closing === undefined) return cancelled
    // A `flush` that never ends would hold it for ever.
    cancelled.catch(() => {})
    return undefined
  })

  const waitForRoom = (): void => {
    isWaitingForRoom = true
    writer.ready.then(() => {
      isWaitingForRoom = false
      run.wake()
    }, fail)
  }

  /** What came out with the last write, and the end, are there at the latest when the event loop has turned. */
  const letOutputCome = (): void => {
    if (isSettling) return
    isSettling = true
    const before = delivered
    setImmediate(() => {
      isSettling = false
      deliveredBeforeTurn = before
      run.wake()
    })
  }

  return () => {
    for (;;) {
      const answer = pull()
      if (answer !== WAIT) {
        delivered++
        return answer
      }
      const failed = failure ?? input.failure
      if (failed) {
        // Not at once: the output's end comes by itself only after `close`.
        if (deliveredBeforeTurn === delivered) throw failed.error
        letOutputCome()
        return WAIT
      }
      if (input.state !== 'open' || isWaitingForRoom) return WAIT
      if (hasQueue && (writer.desiredSize ?? 0) <= 0) {
        waitForRoom()
        return WAIT
      }
      if (!hasQueue && !input.isWritten) return WAIT
      if (!input.feed()) return WAIT
    }
  }
}
