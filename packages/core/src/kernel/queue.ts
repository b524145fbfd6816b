interface Place<T> {
  readonly item: T
  after: Place<T> | undefined
}

/** First in, first out, in constant time: `Array.prototype.shift` moves every item that is left. */
export class Queue<T> {
  length = 0
  #first: Place<T> | undefined
  #last: Place<T> | undefined

  push(item: T): void {
    const place = { item, after: undefined }
    if (this.#last) this.#last.after = place
    else this.#first = place
    this.#last = place
    this.length++
  }

  /** The oldest item, which stays. */
  peek(): T | undefined {
    return this.#first?.item
  }

  shift(): T | undefined {
    const first = this.#first
    if (first === undefined) return undefined
    this.#first = first.after
    if (this.#first === undefined) this.#last = undefined
    this.length--
    return first.item
  }
}
