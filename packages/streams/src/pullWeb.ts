import { DONE, WAIT, type Pull, type Run } from '@rivulet/core'

type Reader<T> = ReturnType<ReadableStream<T>['getReader']>

/**
 * Delivers what a Web stream gives, one `read()` at a time. Several at once would not be faster, as each
 * of them costs a promise anyway, and would ask a lazy stream for more than was pulled.
 * @param leave what becomes of the stream when the run is over before it has ended; a promise is waited for
 */
export function pullWeb<T>(
  stream: ReadableStream<T>,
  run: Run,
  leave: (reader: Reader<T>) => Promise<void> | undefined,
): Pull<T> {
  const reader = stream.getReader()
  let state: 'idle' | 'reading' | 'chunk' | 'failed' | 'ended' = 'idle'
  let held: unknown // the chunk, or the error

  const onResult = ({ done, value }: { done: boolean; value?: T | undefined }): void => {
    if (state !== 'reading') return
    state = done ? 'ended' : 'chunk'
    held = value
    run.wake()
  }
  const onError = (error: unknown): void => {
    if (state !== 'reading') return
    state = 'failed'
    held = error
    run.wake()
  }

  run.defer(() => {
    const hasEnded = state === 'ended' || state === 'failed'
    // A read that is under way is answered now, by the cancelling or the release, and nobody minds it.
    state = 'ended'
    const leaving = hasEnded ? undefined : leave(reader)
    reader.releaseLock()
    return leaving
  })

  return () => {
    if (state === 'chunk') {
      state = 'idle'
      const chunk = held as T
      held = undefined
      return chunk
    }
    if (state === 'idle') {
      if (run.spend(1) === 0) return WAIT
      state = 'reading'
      reader.read().then(onResult, onError)
      return WAIT
    }
    if (state === 'failed') throw held
    return state === 'ended' ? DONE : WAIT
  }
}
