/** Whether `a` has to come out of a heap before `b`. */
type IsBefore<T> = (a: T, b: T) => boolean

/**
 * Puts an item into a binary heap: an array in which no item has to come out before the one at
 * `(index - 1) >> 1`, so that index 0 has the first one. (J. W. J. Williams, "Algorithm 232: Heapsort",
 * CACM 7(6), 1964.)
 */
export function pushToHeap<T>(heap: T[], item: T, isBefore: IsBefore<T>): void {
  let index = heap.length
  heap.push(item)
  while (index > 0) {
    const above = (index - 1) >> 1
    const parent = heap[above] as T
    if (!isBefore(item, parent)) break
    heap[index] = parent
    index = above
  }
  heap[index] = item
}

/** Puts an item into a heap in place of the one at index 0. */
export function replaceTopOfHeap<T>(heap: T[], item: T, isBefore: IsBefore<T>): void {
  let index = 0
  for (;;) {
    let below = 2 * index + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isBefore(heap[below + 1] as T, heap[below] as T)) below++
    const child = heap[below] as T
    if (!isBefore(child, item)) break
    heap[index] = child
    index = below
  }
  heap[index] = item
}

/** A heap of one's own: whichever item comes before all others is at hand, in logarithmic time. */
export class Heap<T extends object> {
  readonly #items: T[] = []
  readonly #isBefore: IsBefore<T>

  constructor(isBefore: IsBefore<T>) {
    this.#isBefore = isBefore
  }

  get length(): number {
    return this.#items.length
  }

  push(item: T): void {
    pushToHeap(this.#items, item, this.#isBefore)
  }

  /** Takes the first item out. */
  pop(): T | undefined {
    const first = this.#items[0]
    const last = this.#items.pop()
    if (last !== undefined && this.#items.length > 0) {
      replaceTopOfHeap(this.#items, last, this.#isBefore)
    }
    return first
  }
}
