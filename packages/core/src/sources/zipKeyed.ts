import { checkChoice, checkOptions, show } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { checkSource } from '../kernel/open.ts'
import { noItem } from '../kernel/pull.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { pullRows, ZIP_MODES, type ZipMode } from './pullRows.ts'
import { together, type Together } from './together.ts'

/**
 * The options of {@link zipKeyed}.
 *
 * @example
 * ```ts
 * import { zipKeyed, type ZipKeyedOptions } from '@rivulet/core'
 *
 * // What a cell shows that has nothing in it, for all tables.
 * const filled: ZipKeyedOptions<{ name: string; count: number }> = {
 *   mode: 'longest',
 *   padding: { name: '-', count: 0 },
 * }
 * const rows = zipKeyed({ name: ['fig', 'kiwi'], count: [3] }, filled)
 * for (const { name, count } of rows) console.log(name, count)
 * // fig 3
 * // kiwi 0
 * ```
 */
export interface ZipKeyedOptions<P extends object = object> {
  /**
   * When it ends: with the first source to end; with the last one; or with all of them at once, and
   * with a `TypeError` if one ends before the others.
   * @default 'shortest'
   */
  readonly mode?: ZipMode
  /**
   * For the mode `'longest'`: what stands for the items of each source that has ended, by its key.
   * It is read at the call.
   * @default undefined for every source
   */
  readonly padding?: P | undefined
}

type SourceRecord = Readonly<Record<PropertyKey, Source>>
type Row<R> = { -readonly [K in keyof R]: Item<R[K]> }
type PaddedRow<R, P> = {
  -readonly [K in keyof R]: Item<R[K]> | (K extends keyof P ? P[K] : undefined)
}

/**
 * Objects with one item from each source under the source's key. In all else it is `zip`: the sources
 * are asked in the order of the keys and closed in reverse. The objects have no prototype, so any key
 * is safe; keys with `undefined` instead of a source are left out.
 *
 * As `Iterator.zipKeyed` of TC39's joint iteration proposal.
 * @throws TypeError for sources that are no object, something in it that is not iterable, or a padding
 *   that is no object, RangeError for a mode that there is not
 *
 * @example
 * ```ts
 * import { zipKeyed } from '@rivulet/core'
 *
 * for (const { name, age } of zipKeyed({ name: ['Ada', 'Alan'], age: [36, 41] })) {
 *   console.log(name, age)
 * }
 * // Ada 36
 * // Alan 41
 * ```
 */
export function zipKeyed<R extends Readonly<Record<keyof R, Source>>>(
  sources: R,
  options?: ZipKeyedOptions & { readonly mode?: 'shortest' | 'strict' },
): Together<R, Row<R>>
export function zipKeyed<R extends Readonly<Record<keyof R, Source>>, P extends object = object>(
  sources: R,
  options: ZipKeyedOptions<P>,
): Together<R, PaddedRow<R, P>>
export function zipKeyed(
  sources: SourceRecord,
  options: ZipKeyedOptions = {},
): Seq<object> | Flow<object> {
  if (typeof sources !== 'object' || sources === null) {
    throw new TypeError(`zipKeyed: sources must be an object, got ${show(sources)}`)
  }
  const entries = entriesOf(sources)
  const keys = entries.map(([key]) => key)
  const kinds = entries.map(([key, source]) => checkSource('zipKeyed', String(key), source))
  checkOptions('zipKeyed', options)
  const { mode = 'shortest', padding = {} } = options
  checkChoice('zipKeyed', 'mode', mode, ZIP_MODES)
  if (mode === 'longest' && (typeof padding !== 'object' || padding === null)) {
    throw new TypeError(`zipKeyed: padding must be an object, got ${show(padding)}`)
  }
  const rows = {
    sources: entries.map(([, source]) => source),
    mode,
    padding: mode === 'longest' ? keys.map((key): unknown => Reflect.get(padding, key)) : [],
    uneven: (ended: number, other: number) =>
      new TypeError(`zipKeyed: ${String(keys[ended])} ended before ${String(keys[other])}`),
  }
  return together(kinds, (run) => {
    const up = pullRows(rows, run)
    return () => {
      const row = up()
      return noItem(row) ? row : keyed(keys, row)
    }
  })
}

/** Own and enumerable, symbols too; each source is read once. */
function entriesOf(sources: SourceRecord): [key: PropertyKey, source: Source][] {
  const entries: [PropertyKey, Source][] = []
  for (const key of Reflect.ownKeys(sources)) {
    if (!Object.prototype.propertyIsEnumerable.call(sources, key)) continue
    const source = sources[key]
    if (source !== undefined) entries.push([key, source])
  }
  return entries
}

function keyed(keys: readonly PropertyKey[], row: readonly unknown[]): object {
  const object = Object.create(null) as Record<PropertyKey, unknown>
  for (const [index, key] of keys.entries()) object[key] = row[index]
  return object
}
