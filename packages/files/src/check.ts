import { argumentChecks } from '@rivulet/checks'
import { inspect } from 'node:util'

export function show(value: unknown): string {
  return inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).slice(0, 80)
}

export const { checkBoolean, checkOptions, checkSignal, checkWhole } = argumentChecks(show)

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

/** @throws TypeError unless the value is a path that is not empty, or a file URL */
export function checkPath(name: string, value: unknown, parameter = 'path'): void {
  if (typeof value === 'string' && value !== '') return
  if (value instanceof URL && value.protocol === 'file:') return
  throw new TypeError(
    `${name}: ${parameter} must be a non-empty string or a file: URL, got ${show(value)}`,
  )
}

/** @throws TypeError unless the value is a path that is not empty, a file URL or a FileHandle */
export function checkFile(name: string, value: unknown): void {
  // Not `instanceof`: Node does not export the class.
  const isHandle =
    typeof value === 'object' &&
    value !== null &&
    'fd' in value &&
    'read' in value &&
    'stat' in value
  if (isHandle || (typeof value === 'string' && value !== '')) return
  if (value instanceof URL && value.protocol === 'file:') return
  throw new TypeError(
    `${name}: path must be a non-empty string, a file: URL or a FileHandle, got ${show(value)}`,
  )
}

/** @throws TypeError unless the value is a string that is not empty, or an array of such */
export function checkPatterns(name: string, value: unknown, parameter = 'patterns'): void {
  const patterns: unknown[] = Array.isArray(value) ? value : [value]
  if (
    patterns.length > 0 &&
    patterns.every((pattern) => typeof pattern === 'string' && pattern !== '')
  )
    return
  throw new TypeError(
    `${name}: ${parameter} must be a string or a non-empty array of strings, got ${show(value)}`,
  )
}

/**
 * @param of what the checkpoint has to belong to
 * @throws TypeError unless the value is a checkpoint of that, RangeError for a place that cannot be
 */
export function checkCheckpoint(name: string, value: unknown, of: 'file' | 'source'): void {
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`${name}: checkpoint must be that of a line, got ${show(value)}`)
  }
  const { file, offset, line } = value as Record<string, unknown>
  const isOfFile = typeof file === 'string'
  if (isOfFile !== (of === 'file') || (!isOfFile && file !== undefined)) {
    const wanted = of === 'file' ? 'name a file as files are read' : 'name no file as none is read'
    throw new TypeError(`${name}: checkpoint must ${wanted}, got ${show(value)}`)
  }
  checkWhole(name, 'checkpoint.offset', offset, 0)
  checkWhole(name, 'checkpoint.line', line, 1)
}
