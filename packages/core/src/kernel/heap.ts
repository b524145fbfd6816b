/** A binary heap: whichever item comes before all others is at hand, in logarithmic time. */
export class Heap<T extends object> {
  readonly #items: T[] = []
  readonly #isBefore: (one: T, other: T) => boolean

  constructor(isBefore: (one: T, other: T) => boolean) {
    this.#isBefore = isBefore
  }

  get length(): number {
    return this.#items.length
  }

  push(item: T): void {
    let index = this.#items.push(item) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#isBefore(item, this.#at(parent))) break
      this.#items[index] = this.#at(parent)
      index = parent
    }
    this.#items[index] = item
  }

  /** Takes the first item out. */
  pop(): T | undefined {
    const first = this.#items[0]
    const last = this.#items.pop()
    if (last !== undefined && this.#items.length > 0) this.#sink(last)
    return first
  }

  /** Moves the gap at the top down to where the item belongs. */
  #sink(item: T): void {
    const { length } = this.#items
    let index = 0
    for (let child = 1; child < length; child = 2 * index + 1) {
      if (child + 1 < length && this.#isBefore(this.#at(child + 1), this.#at(child))) child++
      if (!this.#isBefore(this.#at(child), item)) break
      this.#items[index] = this.#at(child)
      index = child
    }
    this.#items[index] = item
  }

  #at(index: number): T {
    return this.#items[index] as T
  }
}
