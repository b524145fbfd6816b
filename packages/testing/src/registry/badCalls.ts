import { inspect } from 'node:util'
import type { BadCall } from './registration.ts'

type Message = readonly (string | RegExp)[]

/** A call that has to throw a `TypeError`, for the wrong shape. */
export function wrongShape(title: string, says: Message, call: () => unknown): BadCall {
  return { title, call, error: 'TypeError', says }
}

/** A call that has to throw a `RangeError`, for a value out of range. */
export function wrongValue(title: string, says: Message, call: () => unknown): BadCall {
  return { title, call, error: 'RangeError', says }
}

/** What a caller without types may write. */
export function untyped(callee: unknown, ...args: readonly unknown[]): unknown {
  return (callee as (...args: readonly unknown[]) => unknown)(...args)
}

/** The bad calls of a function whose argument at `place` has to be a function. */
export function notAFunction(callee: { name: string }, parameter: string, place = 0): BadCall[] {
  const { name } = callee
  return [undefined, null, 'text', 7, {}].map((value) => {
    const args = [...Array.from({ length: place }, () => () => undefined), value]
    return wrongShape(
      `${name} with ${written(value)} as its ${parameter}`,
      [name, parameter, 'function', got(value)],
      () => untyped(callee, ...args),
    )
  })
}

/** What {@link notACount} has to know of a count. */
interface CountRules {
  readonly least: number
  readonly infinite: boolean
  /** Whether it may be left out. */
  readonly optional?: boolean
  /** The arguments of the call, for one that has more than the count. */
  argumentsOf?(count: unknown): unknown[]
}

/** The bad calls of a function with an argument that has to be a count. */
export function notACount(
  callee: { name: string },
  parameter: string,
  { least, infinite, optional = false, argumentsOf = (count) => [count] }: CountRules,
): BadCall[] {
  const { name } = callee
  const call = (value: unknown) => (): unknown => untyped(callee, ...argumentsOf(value))
  const title = (value: unknown): string => `${name}(${argumentsOf(value).map(written).join(', ')})`
  const shapes = [...(optional ? [] : [undefined]), null, '3', {}, 3n, [3]].map((value) =>
    wrongShape(title(value), [name, parameter, `at least ${least}`, got(value)], call(value)),
  )
  const values = [least - 1, 1.5, Number.NaN, -Infinity, 2 ** 53, ...(infinite ? [] : [Infinity])]
  const ranges = values.map((value) =>
    wrongValue(title(value), [name, parameter, `at least ${least}`, got(value)], call(value)),
  )
  return [...shapes, ...ranges]
}

/** A value as it stands in a title. */
export function written(value: unknown): string {
  return inspect(value, { depth: 0 })
}

/** The end of a message that shows a value as core does. */
export function got(value: unknown): string | RegExp {
  if (typeof value === 'string') return `got "${value}`
  if (typeof value === 'bigint') return `got ${value}n`
  if (typeof value === 'object' && value !== null) return /got (?:an array of \d+|\[object \w+\])/
  return `got ${String(value)}`
}
