import { notASignal, untyped, written, wrongShape } from '../badCalls.ts'
import type { BadCall } from '../registration.ts'

/** The bad calls that every function with a stream as its first argument has. */
export function notAStream(callee: { name: string }, valid: () => unknown): BadCall[] {
  const { name } = callee
  return [
    ...[undefined, null, 7, 'text', {}, []].map((value) =>
      wrongShape(`${name}(${written(value)})`, [name, 'must be', 'got '], () =>
        untyped(callee, value),
      ),
    ),
    ...badOptions(callee, valid),
  ]
}

/** The bad options of a function that takes what is `valid` first. */
export function badOptions(callee: { name: string }, valid: () => unknown): BadCall[] {
  const { name } = callee
  return [
    wrongShape(`${name} with null as its options`, [name, 'options', 'got null'], () =>
      untyped(callee, valid(), null),
    ),
    notASignal(callee, (signal) => untyped(callee, valid(), { signal })),
  ]
}
