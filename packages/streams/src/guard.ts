import type { Readable, Writable } from 'node:stream'

/**
 * Keeps an `error` event from ending the process while no run listens: a file that does not exist
 * fails before the pipeline over it has begun, and a write can fail after the pipeline was aborted.
 * The stream remembers the error (`errored`), so that a run which begins later still hears of it.
 */
export function guard(stream: Readable | Writable): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore)
}

/** Undoes {@link guard}, except for a stream that may still fail while it closes. */
export function unguard(stream: Readable | Writable): void {
  if (stream.destroyed && !stream.closed) return
  stream.off('error', ignore)
}

function ignore(): void {}
