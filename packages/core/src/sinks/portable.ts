const MARK = '$rivulet'

/**
 * A value as the state of an aggregate holds it, so that JSON does not change it. Nearly every value is
 * held as it is; those that JSON would lose (NaN, the infinities, -0, bigint, `undefined`) and dates
 * are told in a marked object. That goes for the value itself: what is inside an array or an object is
 * kept as it is, and has to be plain JSON if the state shall travel. Functions and symbols cannot.
 *
 * @example
 * ```ts
 * import { countBy, type Portable } from '@rivulet/core'
 *
 * // The keys in a state, as they are sent. JSON alone would make null of the second one.
 * const byValue = countBy((n: number) => n)
 * const state = [1, NaN].reduce(byValue.step, byValue.init())
 * const keys: Portable<number>[] = state.map(([key]) => key)
 * console.log(JSON.stringify(keys)) // [1,{"$rivulet":"number","value":"NaN"}]
 * console.log(byValue.finish(JSON.parse(JSON.stringify(state)))) // Map(2) { 1 => 1, NaN => 1 }
 * ```
 */
export type Portable<T> = T | Marked

interface Marked {
  readonly [MARK]: 'number' | 'bigint' | 'undefined' | 'date' | 'object'
  readonly value: unknown
}

export function toPortable<T>(value: T): Portable<T> {
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value
    return { [MARK]: 'number', value: Object.is(value, -0) ? '-0' : String(value) }
  }
  if (typeof value === 'bigint') return { [MARK]: 'bigint', value: String(value) }
  if (value === undefined) return { [MARK]: 'undefined', value: null }
  if (typeof value !== 'object' || value === null) return value
  // The very object is kept, for whoever finishes in the same process.
  if (value instanceof Date) return { [MARK]: 'date', value }
  return MARK in value ? { [MARK]: 'object', value } : value
}

export function fromPortable<T>(portable: Portable<T>): T {
  return (isMarked(portable) ? unmarked(portable) : portable) as T
}

function isMarked(portable: unknown): portable is Marked {
  return typeof portable === 'object' && portable !== null && MARK in portable
}

function unmarked({ [MARK]: type, value }: Marked): unknown {
  if (type === 'number') return Number(value)
  if (type === 'bigint') return BigInt(value as string)
  if (type === 'undefined') return undefined
  if (type === 'object' || value instanceof Date) return value
  // JSON has null for an invalid date, and `new Date(null)` is one in 1970.
  return new Date(value === null ? Number.NaN : (value as string))
}
