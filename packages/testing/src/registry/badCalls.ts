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

/** The numbers that are no count. */
function notCounts(least: number, infinite: boolean): number[] {
  const values = [least - 1, -1, 1.5, Number.NaN, -Infinity, 2 ** 53]
  return [...new Set(infinite ? values : [...values, Infinity])]
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
  const ranges = notCounts(least, infinite).map((value) =>
    wrongValue(title(value), [name, parameter, `at least ${least}`, got(value)], call(value)),
  )
  return [...shapes, ...ranges]
}

/** The bad calls of an operator with a callback that is asynchronous, and options for it. */
export function badAsyncOptions(callee: { name: string }): BadCall[] {
  const { name } = callee
  const call = (options: unknown): unknown => untyped(callee, () => undefined, options)
  return [
    ...notOptions(callee, () => undefined),
    ...notACountIn(callee, 'concurrency', { least: 1, infinite: true }, (concurrency) =>
      call({ concurrency }),
    ),
    wrongShape(`${name} with ordered: 'yes'`, [name, 'ordered', 'boolean', got('yes')], () =>
      call({ ordered: 'yes' }),
    ),
    notASignal(callee, (signal) => call({ signal })),
  ]
}

/** Of these bad calls, those that are bad although the argument may be left out. */
export function whereOptional(calls: readonly BadCall[]): BadCall[] {
  return calls.filter(({ title }) => !title.includes(written(undefined)))
}

/** The bad calls of a function whose argument after those `before` has to be an object with options. */
export function notOptions(callee: { name: string }, ...before: readonly unknown[]): BadCall[] {
  const { name } = callee
  return [null, 7, 'text', [], () => undefined].map((options) =>
    wrongShape(
      `${name} with ${written(options)} as its options`,
      [name, 'options', 'object', got(options)],
      () => untyped(callee, ...before, options),
    ),
  )
}

/** The bad call of a function that cannot do without its options. */
export function withoutOptions(callee: { name: string }, ...before: readonly unknown[]): BadCall {
  const { name } = callee
  return wrongShape(`${name} without options`, [name, 'options', 'object', got(undefined)], () =>
    untyped(callee, ...before),
  )
}

/** The bad calls of a function with an option that has to be a function. */
export function notAFunctionIn(
  callee: { name: string },
  option: string,
  call: (value: unknown) => unknown,
  { optional = true }: { readonly optional?: boolean } = {},
): BadCall[] {
  const { name } = callee
  return [...(optional ? [] : [undefined]), null, 'text', 7, {}].map((value) =>
    wrongShape(
      `${name} with ${option}: ${written(value)}`,
      [name, option, 'function', got(value)],
      () => call(value),
    ),
  )
}

/** The bad call of a function that takes a signal. */
export function notASignal(callee: { name: string }, call: (signal: unknown) => unknown): BadCall {
  const { name } = callee
  return wrongShape(
    `${name} with an object as its signal`,
    [name, 'signal', 'AbortSignal', 'got '],
    () => call({}),
  )
}

/** The bad calls of a function with an option that has to be a count. */
export function notACountIn(
  callee: { name: string },
  option: string,
  { least, infinite }: { readonly least: number; readonly infinite: boolean },
  call: (value: unknown) => unknown,
): BadCall[] {
  const { name } = callee
  const says = (value: unknown): Message => [name, option, `at least ${least}`, got(value)]
  const titled = (value: unknown): string => `${name} with ${option}: ${written(value)}`
  return [
    ...[null, '3', {}, 3n].map((value) =>
      wrongShape(titled(value), says(value), () => call(value)),
    ),
    ...notCounts(least, infinite).map((value) =>
      wrongValue(titled(value), says(value), () => call(value)),
    ),
  ]
}

/** A value as it stands in a title. */
export function written(value: unknown): string {
  return inspect(value, { depth: 0 })
}

/** The end of a message that shows a value as core does. */
export function got(value: unknown): string | RegExp {
  if (typeof value === 'string') return `got "${value}`
  if (typeof value === 'bigint') return `got ${value}n`
  if (typeof value === 'function') return 'got function'
  if (typeof value === 'object' && value !== null)
    return /got (?:an array of \d+|an instance of \w+|a \w+)/
  return `got ${String(value)}`
}

/** The bad calls of a function that takes a source: alone, or as `around` puts it among the arguments. */
export function notASource(
  callee: { name: string },
  parameter: string,
  around: (value: unknown) => unknown[] = (value) => [value],
): BadCall[] {
  const { name } = callee
  return [undefined, null, 7, {}, () => undefined].map((value) =>
    wrongShape(
      `${name} with ${written(value)} as its ${parameter}`,
      [name, parameter, 'must be an Iterable or an AsyncIterable', 'got '],
      () => untyped(callee, ...around(value)),
    ),
  )
}

/** The bad calls of a function whose options after the arguments `before` hold a callback `by`. */
export function notBy(callee: { name: string }, ...before: readonly unknown[]): BadCall[] {
  return [
    ...notOptions(callee, ...before),
    ...notAFunctionIn(callee, 'by', (by) => untyped(callee, ...before, { by })),
  ]
}
