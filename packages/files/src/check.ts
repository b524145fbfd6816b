import { inspect } from 'node:util'

export function show(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).slice(0, 80)
}

/** @throws TypeError unless the value is an object */
export function checkOptions(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null) return
  throw new TypeError(`${name}: options must be an object, got ${show(value)}`)
}

/** @throws TypeError unless the value is a string, RangeError unless it is one of the choices */
export function checkOneOf(
  name: string,
  parameter: string,
  value: unknown,
  choices: readonly string[],
): void {
  if (choices.includes(value as string)) return
  const list = choices.map((choice) => `'${choice}'`).join(', ')
  const message = `${name}: ${parameter} must be one of ${list}, got ${show(value)}`
  throw typeof value === 'string' ? new RangeError(message) : new TypeError(message)
}

/** @throws TypeError unless the value is a string or undefined */
export function checkName(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return
  throw new TypeError(`${name}: name must be a string, got ${show(value)}`)
}

/** @throws TypeError unless the value is a number, RangeError unless it is whole and at least 1 */
export function checkPositive(name: string, parameter: string, value: unknown): void {
  const message = `${name}: ${parameter} must be a whole number of at least 1, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(message)
}

/** @throws TypeError unless the value is an AbortSignal or undefined */
export function checkSignal(name: string, value: unknown): void {
  if (value === undefined) return
  // Not `instanceof`: a signal of another realm, or of a polyfill, is as good.
  if (
    typeof value === 'object' &&
    value !== null &&
    'aborted' in value &&
    'addEventListener' in value
  )
    return
  throw new TypeError(`${name}: signal must be an AbortSignal, got ${show(value)}`)
}

/** @throws TypeError unless the value is a path that is not empty, or a file URL */
export function checkPath(name: string, value: unknown, parameter = 'path'): void {
  if (typeof value === 'string' && value !== '') return
  if (value instanceof URL && value.protocol === 'file:') return
  throw new TypeError(
    `${name}: ${parameter} must be a non-empty string or a file: URL, got ${show(value)}`,
  )
}

/** @throws TypeError unless the value is a string that is not empty, or an array of such */
export function checkPatterns(name: string, value: unknown): void {
  const patterns: unknown[] = Array.isArray(value) ? value : [value]
  if (
    patterns.length > 0 &&
    patterns.every((pattern) => typeof pattern === 'string' && pattern !== '')
  )
    return
  throw new TypeError(
    `${name}: patterns must be a string or a non-empty array of strings, got ${show(value)}`,
  )
}
