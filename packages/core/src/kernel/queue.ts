/** Fewer free places than this at the front are not worth moving the rest for. */
const PLACES_BEFORE_A_MOVE = 64

/**
 * First in, first out, in constant time: `Array.prototype.shift` moves every item that is left. An
 * empty queue begins again at the front of the array that it has: one that is filled and emptied with each
 * item, as an asynchronous operator's is, would otherwise allocate each time.
 */
export class Queue<T> {
  #items: (T | undefined)[] = []
  #head = 0
  #tail = 0 // the places from head to tail are taken

  get length(): number {
    return this.#tail - this.#head
  }

  push(item: T): void {
    this.#items[this.#tail++] = item
  }

  /** The oldest item, which stays. */
  peek(): T | undefined {
    return this.#items[this.#head]
  }

  shift(): T | undefined {
    if (this.#head === this.#tail) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head++] = undefined
    if (this.#head === this.#tail) {
      this.#head = 0
      this.#tail = 0
    } else if (this.#head >= PLACES_BEFORE_A_MOVE && this.#head * 2 >= this.#tail) {
      this.#items = this.#items.slice(this.#head, this.#tail)
      this.#tail -= this.#head
      this.#head = 0
    }
    return item
  }
}
