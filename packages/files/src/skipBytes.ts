import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { CheckpointError } from './inputErrors.ts'

/** Leaves the first bytes out. An input that has not so many is a `CheckpointError`. */
export function skipBytes(count: number, name: string | undefined): Operator<Buffer, Many<Buffer>> {
  return operator((up) => {
    let left = count
    return () => {
      for (;;) {
        const chunk = up()
        if (chunk === WAIT) return WAIT
        if (chunk === DONE) {
          if (left > 0) throw tooShort(count - left, { input: name, offset: count })
          return DONE
        }
        const skipped = Math.min(left, chunk.length)
        left -= skipped
        if (skipped < chunk.length) return skipped === 0 ? chunk : chunk.subarray(skipped)
      }
    }
  })
}

export function tooShort(
  size: number,
  place: { readonly input: string | undefined; readonly offset: number },
): CheckpointError {
  return new CheckpointError(`has only ${size} bytes`, place)
}
