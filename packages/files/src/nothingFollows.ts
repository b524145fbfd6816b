import { DONE, WAIT } from '@rivulet/core'
import type { Decoding } from './decoding.ts'
import type { Input } from './input.ts'

/** The last step of a format that knows of no second part. */
export function nothingFollows(
  input: Input,
  decoding: Decoding,
  after: string,
): () => typeof DONE | typeof WAIT {
  let ended = false
  return () => {
    if (ended) return DONE
    const available = input.atLeast(1)
    if (available === WAIT) return WAIT
    ended = true
    return available === 0 ? DONE : decoding.trailing(after)
  }
}
