/** Anything that can have properties, functions included. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof (value as { then?: unknown }).then === 'function'
}

/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`
  if (typeof value === 'bigint') return `${value}n`
  if (!isObject(value)) return String(value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  return tag === 'Object' ? `an instance of ${value.constructor?.name || tag}` : `a ${tag}`
}

/** @throws TypeError unless the value is a function */
export function checkFunction(name: string, parameter: string, value: unknown): void {
  if (typeof value === 'function') return
  throw new TypeError(`${name}: ${parameter} must be a function, got ${show(value)}`)
}

/**
 * @throws TypeError unless the value is a number
 * @throws RangeError unless it is a whole number of at least `least`, or Infinity where that is allowed
 */
export function checkCount(
  name: string,
  parameter: string,
  value: unknown,
  least: number,
  infinite: 'infinite' | 'finite',
): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return
  if (infinite === 'infinite' && value === Infinity) return
  const orInfinity = infinite === 'infinite' ? ', or Infinity' : ''
  const message = `${name}: ${parameter} must be a whole number of at least ${least}${orInfinity}, got ${show(value)}`
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message)
}

/** @throws TypeError for a string, whose characters are hardly ever what was meant */
export function refuseString<T>(name: string, constraint: string, value: T): T {
  if (typeof value !== 'string') return value
  throw new TypeError(`${name}: ${constraint}, got ${show(value)}`)
}

/** @throws TypeError unless the value is an AbortSignal or undefined */
export function checkSignal(name: string, value: unknown): void {
  if (value === undefined) return
  if (isObject(value) && 'aborted' in value && 'addEventListener' in value) return
  throw new TypeError(`${name}: signal must be an AbortSignal, got ${show(value)}`)
}

/** @throws TypeError unless the value is an object, and not a function or an array */
export function checkOptions(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  throw new TypeError(`${name}: options must be an object, got ${show(value)}`)
}

/** What a timer takes at most. With more it would go off at once. */
const MOST_MILLISECONDS = 2_147_483_647

/**
 * @throws TypeError unless the value is a number
 * @throws RangeError unless it is from `least` to what a timer takes at most, which is about 24.8 days
 */
export function checkMilliseconds(
  name: string,
  parameter: string,
  value: unknown,
  least: number,
): void {
  const isNumber = typeof value === 'number'
  if (isNumber && value >= least && value <= MOST_MILLISECONDS) return
  const message = `${name}: ${parameter} must be a number of milliseconds from ${least} to ${MOST_MILLISECONDS}, got ${show(value)}`
  throw isNumber ? new RangeError(message) : new TypeError(message)
}

/**
 * @throws TypeError unless the value is a string
 * @throws RangeError unless it is one of the choices
 */
export function checkChoice(
  name: string,
  parameter: string,
  value: unknown,
  choices: readonly string[],
): void {
  const isString = typeof value === 'string'
  if (isString && choices.includes(value)) return
  const quoted = choices.map((choice) => `'${choice}'`)
  const message = `${name}: ${parameter} must be ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}, got ${show(value)}`
  throw isString ? new RangeError(message) : new TypeError(message)
}
