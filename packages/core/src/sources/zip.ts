import { checkChoice, checkOptions, refuseString, show } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { pullRows, ZIP_MODES, type ZipMode } from './pullRows.ts'
import { together, type Together } from './together.ts'

/**
 * The options of {@link zip}.
 *
 * @example
 * ```ts
 * import { zip, type ZipOptions } from '@rivulet/core'
 *
 * // Columns of a table that belong together: one that is shorter is a fault of the file.
 * const strict: ZipOptions & { mode: 'strict' } = { mode: 'strict' }
 * console.log([...zip([['fig', 'kiwi'], [3, 4]], strict)]) // [['fig', 3], ['kiwi', 4]]
 * ```
 */
export interface ZipOptions<P extends Iterable<unknown> = Iterable<unknown>> {
  /**
   * When it ends: with the first source to end; with the last one; or with all of them at once, and
   * with a `TypeError` if one ends before the others.
   * @default 'shortest'
   */
  readonly mode?: ZipMode
  /**
   * For the mode `'longest'`: what stands for the items of each source that has ended, the first value for
   * the first source. It is read at the call, and no further than there are sources. A string is refused.
   * @default undefined for every source
   */
  readonly padding?: P | undefined
}

type Row<S extends readonly Source[]> = { -readonly [I in keyof S]: Item<S[I]> }
type PaddedRow<S extends readonly Source[], P> = {
  -readonly [I in keyof S]: Item<S[I]> | PaddingAt<P, I>
}
type PaddingAt<P, I> = P extends readonly unknown[]
  ? I extends keyof P
    ? P[I]
    : number extends P['length']
      ? P[number] | undefined
      : undefined
  : Item<P> | undefined

/**
 * Rows of one item from each source: the first items of all, the second ones, and so on. The sources
 * are asked in their order, one after the other, so that none is asked for an item that nobody gets
 * because a source before it has ended. They are closed in reverse order. The result is a `Flow` if one of them
 * is asynchronous, otherwise a `Seq`.
 *
 * As `Iterator.zip` of TC39's joint iteration proposal.
 * @throws TypeError for sources that are no array, something in it that is not iterable, or a padding
 *   that is not iterable or a string, RangeError for a mode that there is not
 *
 * @example
 * ```ts
 * import { zip } from '@rivulet/core'
 *
 * console.log([...zip([['a', 'b'], [1, 2, 3]])]) // [['a', 1], ['b', 2]]
 * console.log([...zip([['a'], [1, 2]], { mode: 'longest', padding: ['-', 0] })])
 * // [['a', 1], ['-', 2]]
 * ```
 */
export function zip<S extends readonly Source[] | readonly []>(
  sources: S,
  options?: ZipOptions & { readonly mode?: 'shortest' | 'strict' },
): Together<S, Row<S>>
export function zip<
  S extends readonly Source[] | readonly [],
  P extends Iterable<unknown> | readonly [] = [],
>(sources: S, options: ZipOptions<P>): Together<S, PaddedRow<S, P>>
export function zip(
  sources: readonly Source[],
  options: ZipOptions = {},
): Seq<readonly unknown[]> | Flow<readonly unknown[]> {
  if (!Array.isArray(sources)) {
    throw new TypeError(`zip: sources must be an array, got ${show(sources)}`)
  }
  const copy: readonly Source[] = [...sources]
  const kinds = copy.map((source, index) => checkSource('zip', `source ${index + 1}`, source))
  checkOptions('zip', options)
  const { mode = 'shortest', padding = [] } = options
  checkChoice('zip', 'mode', mode, ZIP_MODES)
  const rows = {
    sources: copy,
    mode,
    padding: mode === 'longest' ? readPadding(padding, copy.length) : [],
    uneven: (ended: number, other: number) =>
      new TypeError(`zip: source ${ended + 1} ended before source ${other + 1}`),
  }
  return together(kinds, (run) => pullRows(rows, run))
}

/** Takes as many values as there are places. A padding with fewer leaves the rest `undefined`. */
function readPadding(padding: Iterable<unknown>, length: number): unknown[] {
  // Meant for every place, most likely, where its characters would stand for one source each.
  refuseString('zip', 'padding must be an Iterable and not a string', padding)
  if (checkSource('zip', 'padding', padding) === 'async') {
    throw new TypeError(`zip: padding must be an Iterable, got ${show(padding)}`)
  }
  const values: unknown[] = []
  if (length === 0) return values
  for (const value of padding) if (values.push(value) === length) break
  return values
}
