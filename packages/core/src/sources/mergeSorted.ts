import { checkFunction, checkOptions, show } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { Heap } from '../kernel/heap.ts'
import { checkSource } from '../kernel/open.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { openTogether } from './openTogether.ts'
import { together, type Together } from './together.ts'

/** What `<` puts in order. */
export type Sortable = number | bigint | string | boolean | Date

/** The options of {@link mergeSorted}. */
export interface MergeSortedOptions<T> {
  /**
   * What the items are sorted by, in ascending order. It is called once for each item.
   * @default the item itself
   */
  readonly by?: (item: T) => Sortable
}

/**
 * The items of several sources in order, if each source is in that order itself: one sorted sequence
 * out of many, of which one item of each is held at a time. Among items that are equal, those of
 * an earlier source come first. A source that is not sorted is not noticed; its items come late.
 *
 * The k-way merge with a heap (Knuth, The Art of Computer Programming 3, 5.4.1): log k comparisons an item
 * for k sources. Python's `heapq.merge`.
 * @throws TypeError for sources that are no array, something in it that is not iterable, or if `by`
 *   is not a function
 *
 * @example
 * ```ts
 * import { mergeSorted } from '@rivulet/core'
 *
 * console.log([...mergeSorted([[1, 4], [2, 3, 5]])]) // [1, 2, 3, 4, 5]
 * ```
 */
export function mergeSorted<S extends readonly Source<Sortable>[] | readonly []>(
  sources: S,
  options?: MergeSortedOptions<Item<S[number]>>,
): Together<S, Item<S[number]>>
export function mergeSorted<S extends readonly Source[] | readonly []>(
  sources: S,
  options: Required<MergeSortedOptions<Item<S[number]>>>,
): Together<S, Item<S[number]>>
export function mergeSorted(
  sources: readonly Source[],
  options: MergeSortedOptions<unknown> = {},
): Seq<unknown> | Flow<unknown> {
  if (!Array.isArray(sources)) {
    throw new TypeError(`mergeSorted: sources must be an array, got ${show(sources)}`)
  }
  const copy: readonly Source[] = [...sources]
  const kinds = copy.map((source, index) =>
    checkSource('mergeSorted', `source ${index + 1}`, source),
  )
  checkOptions('mergeSorted', options)
  const { by = (item) => item as Sortable } = options
  checkFunction('mergeSorted', 'by', by)
  return together(kinds, (run) => leastFirst(copy, by, run))
}

/** The first item of a source that has not been delivered yet. */
interface Head {
  readonly item: unknown
  readonly key: Sortable
  readonly place: number
}

function comesBefore(one: Head, other: Head): boolean {
  return one.key < other.key || (one.place < other.place && !(other.key < one.key))
}

function leastFirst(
  sources: readonly Source[],
  by: (item: unknown) => Sortable,
  run: Run,
): Pull<unknown> {
  const inners = openTogether(sources, run)
  const heads = new Heap(comesBefore)
  // The places of the sources whose first item is not known. After the beginning that is one at most.
  let missing = [...inners.keys()]
  const ask = (place: number): boolean => {
    const item = inners[place]?.pull()
    if (item === WAIT) return true
    if (item !== DONE) heads.push({ item, key: by(item), place })
    return false
  }
  return () => {
    if (missing.length > 0) missing = missing.filter(ask)
    if (missing.length > 0) return WAIT
    const first = heads.pop()
    if (first === undefined) return DONE
    missing.push(first.place)
    return first.item
  }
}
