/** First in, first out, in constant time: `Array.prototype.shift` moves every item that is left. */
export class Queue<T> {
  #arrived: T[] = []
  #leaving: T[] = [] // the oldest items, the very oldest last

  get length(): number {
    return this.#arrived.length + this.#leaving.length
  }

  push(item: T): void {
    this.#arrived.push(item)
  }

  /** The oldest item, which stays. */
  peek(): T | undefined {
    this.#turnOver()
    return this.#leaving.at(-1)
  }

  shift(): T | undefined {
    this.#turnOver()
    return this.#leaving.pop()
  }

  #turnOver(): void {
    if (this.#leaving.length > 0) return
    this.#leaving = this.#arrived.toReversed()
    this.#arrived = []
  }
}
