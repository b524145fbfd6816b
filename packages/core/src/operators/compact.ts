import { stepOperator, type Many, type Operator } from '../kernel/operator.ts'

/** What `compact` leaves out. (`NaN` too, which has no type of its own.) */
type Falsy = false | 0 | 0n | '' | null | undefined

/**
 * Leaves out every falsy item: `false`, `0`, `0n`, `''`, `NaN`, `null` and `undefined`, as the
 * `compact` of lodash and es-toolkit does. Where 0 and `''` are values like others, use
 * `filter((item) => item !== undefined)`, which narrows the items as well.
 *
 * @example
 * ```ts
 * import { compact, pipe, toArray } from '@rivulet/core'
 *
 * console.log(pipe('a,,b'.split(','), compact(), toArray())) // ['a', 'b']
 * ```
 */
export function compact<A>(): Operator<A, Many<Exclude<A, Falsy>>> {
  return stepOperator(Boolean, 'filter')
}
