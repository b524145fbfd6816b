import { CURSOR } from '@rivulet/core'
import { inspect } from 'node:util'

export function show(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).slice(0, 60)
}

/** @throws TypeError unless the value can be read as a Node stream */
export function checkReadable(name: string, value: unknown): void {
  if (isStream(value, 'read')) return
  throw new TypeError(`${name}: the stream must be a Node Readable, got ${show(value)}`)
}

/** @throws TypeError unless the value can be written to as a Node stream */
export function checkWritable(name: string, value: unknown): void {
  if (isStream(value, 'write')) return
  throw new TypeError(`${name}: the stream must be a Node Writable, got ${show(value)}`)
}

/** @throws TypeError unless the value can be written to and read from as a Node stream */
export function checkDuplex(name: string, value: unknown): void {
  if (isStream(value, 'read') && isStream(value, 'write')) return
  throw new TypeError(`${name}: the stream must be a Node Duplex, got ${show(value)}`)
}

function isStream(value: unknown, method: 'read' | 'write'): boolean {
  if (typeof value !== 'object' || value === null) return false
  const members = value as Record<string, unknown>
  return ['on', 'destroy', method].every((name) => typeof members[name] === 'function')
}

/** @throws TypeError unless the value is an object, and not a function or an array */
export function checkOptions(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
  throw new TypeError(`${name}: options must be an object, got ${show(value)}`)
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

/** @throws TypeError unless the value is a boolean or undefined */
export function checkBoolean(name: string, parameter: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return
  throw new TypeError(`${name}: ${parameter} must be a boolean, got ${show(value)}`)
}

/** @throws TypeError unless the value is a number or undefined, RangeError unless it is whole and at least 0 */
export function checkHighWaterMark(name: string, value: unknown): void {
  if (value === undefined) return
  const message = `${name}: highWaterMark must be a whole number of at least 0, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(message)
}

/** @throws TypeError unless the value can be iterated */
export function checkSource(name: string, value: unknown): void {
  if (typeof value === 'string') return
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
    if (CURSOR in value || Symbol.asyncIterator in value || Symbol.iterator in value) return
  }
  throw new TypeError(
    `${name}: the source must be an Iterable or an AsyncIterable, got ${show(value)}`,
  )
}
