import type { Readable, Writable } from 'node:stream'
import { isForgetful } from './streamState.ts'

/** What streams that forget their error have failed with. */
const errors = new WeakMap<Readable | Writable, { readonly error: unknown }>()

/**
 * Keeps an `error` event from ending the process while no run listens: a file that does not exist
 * fails before the pipeline over it has begun, and a write can fail after the pipeline was aborted.
 * The error is remembered, by the stream (`errored`) or here, so that a run which begins later still hears
 * of it.
 */
export function guard(stream: Readable | Writable): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore)
}

/** Undoes {@link guard}, except for a stream that may still fail while it closes. */
export function unguard(stream: Readable | Writable): void {
  if (stream.destroyed && !stream.closed) return
  stream.off('error', ignore)
}

/** The error that a stream has failed with which does not remember it, if it was guarded then. */
export function forgottenError(
  stream: Readable | Writable,
): { readonly error: unknown } | undefined {
  return errors.get(stream)
}

function ignore(this: Readable | Writable, error: unknown): void {
  if (isForgetful(this)) errors.set(this, { error })
}
