import { argumentChecks, isObject } from '@rivulet/checks'
import { CURSOR } from '@rivulet/core'
import type { Duplex, Readable } from 'node:stream'
import { inspect } from 'node:util'
import type { LegacyStream } from './legacyReader.ts'

export function show(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).slice(0, 60)
}

export const { checkBoolean, checkChoice, checkOptions, checkSignal, checkWhole } =
  argumentChecks(show)

/** @throws TypeError unless the value can be read as a Node stream, also as one of the old kind */
export function checkReadable(name: string, value: unknown): void {
  if (isStream(value, 'read') || isLegacy(value)) return
  throw new TypeError(`${name}: the stream must be a Node Readable, got ${show(value)}`)
}

/** @throws TypeError unless the value can be written to as a Node stream */
export function checkWritable(name: string, value: unknown): void {
  if (isStream(value, 'write')) return
  throw new TypeError(`${name}: the stream must be a Node Writable, got ${show(value)}`)
}

/** @throws TypeError unless the value can be written to and read from, as a Node stream or a Web one */
export function checkTransform(name: string, value: unknown): void {
  if (isDuplex(value)) return
  const { readable, writable } = membersOf(value)
  if (hasMethod(readable, 'getReader') && hasMethod(writable, 'getWriter')) return
  throw new TypeError(
    `${name}: the stream must be a Node Duplex, or an object with a Web readable and writable, ` +
      `got ${show(value)}`,
  )
}

/** @throws TypeError unless the value can be read as a Web stream */
export function checkReadableStream(name: string, value: unknown): void {
  // Not `instanceof`: a stream of another realm, or of a polyfill, is as good.
  const { locked } = membersOf(value)
  if (hasMethod(value, 'getReader') && typeof locked === 'boolean') return
  throw new TypeError(`${name}: the stream must be a Web ReadableStream, got ${show(value)}`)
}

/** Whether the value can be written to and read from as a Node stream. */
export function isDuplex(value: unknown): value is Duplex {
  return isStream(value, 'read') && isStream(value, 'write')
}

/** Whether the value is a Node stream to read from, and can be iterated as one. */
export function isReadable(value: unknown): value is Readable {
  return isStream(value, 'read')
}

/** `destroy` is no condition: streams of packages that are older than it have `close`, or neither. */
function isStream(value: unknown, method: 'read' | 'write'): boolean {
  return hasMethod(value, 'on') && hasMethod(value, method)
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof membersOf(value)[name] === 'function'
}

/** Whether the value is a stream from before `read()`, and not something that can only be written to. */
export function isLegacy(value: unknown): value is LegacyStream {
  const { on, pipe, read, write, readable } = membersOf(value)
  return (
    typeof on === 'function' &&
    typeof pipe === 'function' &&
    read === undefined &&
    (write === undefined || readable === true)
  )
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** @throws TypeError unless the value is a number or undefined, RangeError unless it is whole and at least 0 */
export function checkHighWaterMark(name: string, value: unknown): void {
  if (value !== undefined) checkWhole(name, 'highWaterMark', value, 0)
}

/** @throws TypeError unless the value can be iterated */
export function checkSource(name: string, value: unknown): void {
  if (typeof value === 'string' || isReadable(value)) return
  if (
    isObject(value) &&
    (CURSOR in value || Symbol.asyncIterator in value || Symbol.iterator in value)
  )
    return
  throw new TypeError(
    `${name}: the source must be an Iterable or an AsyncIterable, got ${show(value)}`,
  )
}

/** @throws TypeError unless the value is a string or undefined, RangeError unless Node knows the encoding */
export function checkEncoding(name: string, value: unknown): void {
  if (value === undefined) return
  const message = `${name}: encoding must be one that Buffer knows, such as 'utf8', got ${show(value)}`
  if (typeof value !== 'string') throw new TypeError(message)
  if (!Buffer.isEncoding(value)) throw new RangeError(message)
}
