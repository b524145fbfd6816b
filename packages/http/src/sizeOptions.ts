import { checkName, checkWhole } from './check.ts'

/**
 * The page size that a strategy asks for.
 *
 * @example
 * ```ts
 * import { byKey, byOffset, type SizeOptions } from '@rivulet/http'
 *
 * // The same size for all lists of an API, however they are paginated.
 * const large: SizeOptions = { sizeParam: 'limit', size: 500 }
 * const byId = byKey<{ id: string }>({ ...large, param: 'after', key: ({ id }) => id })
 * console.log(byId.first?.('https://api.example.com/users'))
 * // https://api.example.com/users?limit=500
 * console.log(byOffset(large).first?.('https://api.example.com/tags'))
 * // https://api.example.com/tags?offset=0&limit=500
 * ```
 */
export interface SizeOptions {
  /** The query parameter that holds the wanted page size. Goes with `size`. */
  readonly sizeParam?: string | undefined
  /** The wanted page size in items, at least 1. Goes with `sizeParam`. */
  readonly size?: number | undefined
}

/**
 * @param param the strategy's other query parameter
 * @returns the query parameters to set
 * @throws TypeError or RangeError
 */
export function checkSize(
  name: string,
  { sizeParam, size }: SizeOptions,
  param: string,
): [name: string, value: string][] {
  if (sizeParam !== undefined) checkName(name, 'sizeParam', sizeParam)
  if (size !== undefined) checkWhole(name, 'size', size, 1)
  if (sizeParam === param) {
    throw new RangeError(`${name}: sizeParam must differ from param, got ${JSON.stringify(param)}`)
  }
  if (sizeParam !== undefined && size !== undefined) return [[sizeParam, String(size)]]
  if (sizeParam === undefined && size === undefined) return []
  throw new TypeError(
    `${name}: size and sizeParam must be given together, got only ${size === undefined ? 'sizeParam' : 'size'}`,
  )
}
