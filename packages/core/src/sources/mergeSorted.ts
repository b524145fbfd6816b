import { checkFunction, checkOptions, show } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { group } from '../kernel/group.ts'
import { Heap } from '../kernel/heap.ts'
import { Line, type Standing } from '../kernel/line.ts'
import { checkSource, open } from '../kernel/open.ts'
import { DONE, WAIT, waiting, type Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Item, Source } from '../kernel/source.ts'
import { watched } from '../kernel/watched.ts'
import { together, type Together } from './together.ts'

/**
 * What `<` puts in order.
 *
 * @example
 * ```ts
 * import { mergeSorted, type Sortable } from '@rivulet/core'
 *
 * // What a function of yours sorts by.
 * function newestOf<T>(logs: Iterable<T>[], timeOf: (entry: T) => Sortable): T | undefined {
 *   return [...mergeSorted(logs, { by: timeOf })].at(-1)
 * }
 *
 * const logs = [[{ at: '10:01' }, { at: '10:04' }], [{ at: '10:03' }]]
 * console.log(newestOf(logs, ({ at }) => at)) // { at: '10:04' }
 * ```
 */
export type Sortable = number | bigint | string | boolean | Date

/**
 * The options of {@link mergeSorted}.
 *
 * @example
 * ```ts
 * import { mergeSorted, type MergeSortedOptions } from '@rivulet/core'
 *
 * // Versions as numbers: '1.10' comes after '1.9'.
 * const byMinor: Required<MergeSortedOptions<string>> = { by: (version) => Number(version.slice(2)) }
 * console.log([...mergeSorted([['1.9', '1.11'], ['1.10']], byMinor)]) // ['1.9', '1.10', '1.11']
 * ```
 */
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

/** A source, and its first item that is not delivered yet, once that is known. */
interface Lane extends Standing<Lane> {
  readonly place: number
  pull: Pull<unknown>
  isKnown: boolean
  item: unknown
  key: Sortable
}

function comesBefore(one: Lane, other: Lane): boolean {
  return one.key < other.key || (one.place < other.place && !(other.key < one.key))
}

/** A source that said `WAIT` is asked again only after it was woken: those that are silent cost nothing. */
function leastFirst(
  sources: readonly Source[],
  by: (item: unknown) => Sortable,
  run: Run,
): Pull<unknown> {
  const lanes = group(run)
  const toAsk = new Line<Lane>()
  const heads = new Heap(comesBefore)
  let missing = sources.length // how many first items are not known: after the beginning one at most
  for (const [place, source] of sources.entries()) {
    const begun = { pull: waiting, isKnown: false, item: undefined, key: 0 }
    const lane: Lane = { place, ...begun, isInLine: false, behind: undefined }
    const onWake = (): void => toAsk.add(lane)
    // In a synchronous run nobody is woken.
    const asked = run.kind === 'sync' ? source : watched((inner) => open(source, inner), onWake)
    lane.pull = lanes.open(asked).pull
    toAsk.add(lane)
  }
  return () => {
    for (let lane = toAsk.next(); lane !== undefined; lane = toAsk.next()) {
      if (lane.isKnown) continue // it was woken all the same
      const item = lane.pull()
      if (item === WAIT) continue
      lane.isKnown = true
      missing--
      if (item === DONE) continue
      lane.item = item
      lane.key = by(item)
      heads.push(lane)
    }
    if (missing > 0) return WAIT
    const first = heads.pop()
    if (first === undefined) return DONE
    const { item } = first
    first.isKnown = false
    first.item = undefined
    missing++
    toAsk.add(first)
    return item
  }
}
