import type { Wrap } from '../registry/registration.ts'

/** Lets the wrapped callback throw at its n-th call, counted from 1 over everything it wraps. */
export function throwingAt(call: number, error: unknown): Wrap {
  let calls = 0
  return (callback) =>
    (...args) => {
      calls++
      if (calls === call) throw error
      return callback(...args)
    }
}
