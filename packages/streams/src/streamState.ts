import type { Readable, Writable } from 'node:stream'

/**
 * What a stream tells of itself. Those of `readable-stream` 2 and 3, on which many packages are built, lack
 * the properties that Node's own have got since, and emit less: where that matters it is asked for here.
 */
interface OlderState {
  readonly length?: number
  readonly ended?: boolean
  readonly endEmitted?: boolean
  readonly emitClose?: boolean
  readonly reading?: boolean
  readonly writing?: boolean
}

type OlderStream = Partial<
  Record<'_readableState' | '_writableState', OlderState | undefined> & {
    readonly readableLength: number
    readonly readableEnded: boolean
    readonly writableEnded: boolean
    readonly writableFinished: boolean
    readonly closed: boolean
  }
>

/** Whether the stream remembers neither that it has closed nor its error. */
export function isForgetful(stream: Readable | Writable): boolean {
  return (stream as OlderStream).closed === undefined
}

/** Whether `end` was emitted. */
export function hasEnded(stream: Readable): boolean {
  const { readableEnded, _readableState } = stream as OlderStream
  return readableEnded ?? _readableState?.endEmitted === true
}

/** How much waits to be read. */
export function lengthOf(stream: Readable): number {
  const { readableLength, _readableState } = stream as OlderStream
  return readableLength ?? _readableState?.length ?? 0
}

/** Whether `end()` was called. */
export function isWritingEnded(stream: Writable): boolean {
  const { writableEnded, _writableState } = stream as OlderStream
  return writableEnded ?? _writableState?.ended === true
}

/** Whether the stream says that it has not finished. An older one does not say it. */
export function isUnfinished(stream: Writable): boolean {
  return (stream as OlderStream).writableFinished === false
}

/** Whether a read or a write is under way. */
export function isBusy(stream: Readable | Writable): boolean {
  const { _readableState, _writableState } = stream as OlderStream
  return _readableState?.reading === true || _writableState?.writing === true
}

/** Whether the stream emits `close` when it is destroyed. One without a state of that kind is taken to do so. */
export function emitsClose(stream: Readable | Writable): boolean {
  const { _readableState, _writableState } = stream as OlderStream
  const state = _readableState ?? _writableState
  // `readable-stream` 2 does not, and does not know the option.
  return state === undefined || state.emitClose === true
}
