import { checkName, checkWhole } from './check.ts'

/** The page size that a strategy asks for. */
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
