import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'
import type { ReadableStream, WritableStream } from 'node:stream/web'

/** The two ends of a Web transform, such as a `TransformStream` or a `DecompressionStream`. */
export interface WebPair {
  readonly readable: ReadableStream
  readonly writable: WritableStream
}

/** Writes what `up` delivers to one end of a Web transform, and delivers what the other gives out. */
export function throughWeb<B>(
  { readable, writable }: WebPair,
  up: Pull<unknown>,
  run: Run,
): Pull<B> {
  if (readable.locked || writable.locked) {
    throw new TypeError('through: the stream is locked, somebody else reads it or writes to it')
  }
  const writer = writable.getWriter()
  let unwritten = 0
  let isWaitingForRoom = false
  let inputEnd: { readonly error?: unknown } | undefined
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
  run.defer(() => writer.releaseLock())
  run.defer(() => {
    if (inputEnd && !('error' in inputEnd)) return undefined
    const aborted = writer.abort().catch(() => {})
    // A write that never ends would hold `abort` for ever.
    return unwritten === 0 ? aborted : undefined
  })
  // It is cancelled with the end of the run, before the writer aborts: then it would have failed.
  const { pull } = run.open<B>(readable as AsyncIterable<B>)

  const onWritten = (): void => {
    unwritten--
    if (unwritten === 0 && inputEnd) run.wake()
  }

  const waitForRoom = (): void => {
    isWaitingForRoom = true
    writer.ready.then(() => {
      isWaitingForRoom = false
      run.wake()
    }, fail)
  }

  /** @returns whether there may be more output at once */
  const feed = (): boolean => {
    let item: unknown
    try {
      item = up()
    } catch (error) {
      inputEnd = { error }
      return true
    }
    if (item === WAIT) return false
    if (item === DONE) {
      inputEnd = {}
      writer.close().catch(fail)
    } else {
      unwritten++
      writer.write(item).then(onWritten, fail)
    }
    return true
  }

  /** What the run fails with once the output is at its end; that comes by itself only after `close`. */
  const failureAtEnd = (): typeof failure => {
    if (failure) return failure
    return inputEnd && 'error' in inputEnd && unwritten === 0
      ? { error: inputEnd.error }
      : undefined
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
      const failed = failureAtEnd()
      if (failed) {
        if (deliveredBeforeTurn === delivered) throw failed.error
        letOutputCome()
        return WAIT
      }
      if (inputEnd || isWaitingForRoom) return WAIT
      if ((writer.desiredSize ?? 0) <= 0) {
        waitForRoom()
        return WAIT
      }
      if (!feed()) return WAIT
    }
  }
}
