import { argumentChecks, isObject } from '@rivulet/checks'
import { redactUrl } from './redactUrl.ts'

/** Whether it is an object or an array as JSON has them, and not, say, a FormData, which would become `{}`. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
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

/** What the caller's code has thrown, as an error message shows it. */
export function showThrown(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : show(value)
}

export const { checkBoolean, checkChoice, checkOptions, checkSignal, checkWhole } =
  argumentChecks(show)

/** @throws TypeError unless the value is a function */
export function checkFunction(
  name: string,
  parameter: string,
  value: unknown,
  wanted = 'a function',
): void {
  if (typeof value === 'function') return
  throw new TypeError(`${name}: ${parameter} must be ${wanted}, got ${show(value)}`)
}

/** @throws TypeError unless the value is a function or undefined */
export function checkOptionalFunction(name: string, parameter: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return
  throw new TypeError(`${name}: ${parameter} must be a function, got ${show(value)}`)
}

/**
 * @throws TypeError unless the value is a string
 * @throws RangeError if it is empty
 */
export function checkName(name: string, parameter: string, value: unknown): void {
  const message = `${name}: ${parameter} must be a string that is not empty, got ${show(value)}`
  if (typeof value !== 'string') throw new TypeError(message)
  if (value === '') throw new RangeError(message)
}

/**
 * @returns a copy of the URL
 * @throws TypeError unless the value is a string or a URL
 * @throws RangeError unless it is an absolute http: or https: URL without credentials
 */
export function checkUrl(name: string, value: unknown): URL {
  if (typeof value !== 'string' && !(value instanceof URL)) {
    throw new TypeError(`${name}: url must be a string or a URL, got ${show(value)}`)
  }
  const url = URL.canParse(String(value)) ? new URL(value) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new RangeError(
      `${name}: url must be an absolute http: or https: URL, got ${JSON.stringify(redactUrl(value))}`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new RangeError(
      `${name}: url must not hold a user name or password, which fetch refuses: give ` +
        `headers: { authorization: … } instead, got ${JSON.stringify(redactUrl(url))}`,
    )
  }
  return url
}

/** What a timer takes at most. With more it would go off at once. */
const MOST_MILLISECONDS = 2 ** 31 - 1

/**
 * @throws TypeError unless the value is a number
 * @throws RangeError unless it is from `least` to what a timer takes at most, which is about 24.8 days,
 *   or Infinity where that is allowed
 */
export function checkMilliseconds(
  name: string,
  parameter: string,
  value: unknown,
  least: number,
  infinite: 'infinite' | 'finite' = 'finite',
): void {
  const orInfinite = infinite === 'infinite' ? ', or Infinity' : ''
  const message = `${name}: ${parameter} must be a number of milliseconds from ${least} to ${MOST_MILLISECONDS}${orInfinite}, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (infinite === 'infinite' && value === Number.POSITIVE_INFINITY) return
  if (!(value >= least && value <= MOST_MILLISECONDS)) throw new RangeError(message)
}

/** A token (RFC 9110, section 9.1), and not one of those that fetch forbids. */
const METHOD = /^(?!(?:connect|trace|track)$)[\w!#$%&'*+.^`|~-]+$/i

/**
 * @throws TypeError unless the value is a string
 * @throws RangeError for what fetch refuses: what is no method, and a GET or HEAD with a body
 */
export function checkMethod(name: string, value: unknown, body: unknown): void {
  const message = `${name}: method must be`
  if (typeof value !== 'string') throw new TypeError(`${message} a string, got ${show(value)}`)
  if (!METHOD.test(value)) {
    throw new RangeError(`${message} one that fetch sends, got ${show(value)}`)
  }
  if (body === undefined || !/^(?:get|head)$/i.test(value)) return
  throw new RangeError(
    `${message} one other than GET and HEAD where there is a body, got ${show(value)}`,
  )
}
