import { show } from './check.ts'

/**
 * The keys that a JSON Pointer (RFC 6901) names: none for `''`, the whole document.
 * @throws TypeError unless the value is a string
 * @throws RangeError unless it is empty or begins with `/`, and each `~` is a part of `~0` or `~1`
 */
export function parsePointer(name: string, parameter: string, value: unknown): string[] {
  const message = `${name}: ${parameter} must be a JSON Pointer such as '/data/items', or '' for the whole body, got ${show(value)}`
  if (typeof value !== 'string') throw new TypeError(message)
  if (value === '') return []
  if (!value.startsWith('/') || /~(?![01])/.test(value)) throw new RangeError(message)
  return value
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}
