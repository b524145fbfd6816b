/** Who can stand in a {@link Line}, and only in one: whoever comes next is remembered here. */
export interface Standing<T> {
  isInLine: boolean
  behind: T | undefined
}

/** First come, first served, and nobody stands in it twice. */
export class Line<T extends Standing<T>> {
  #first: T | undefined
  #last: T | undefined

  add(one: T): void {
    if (one.isInLine) return
    one.isInLine = true
    if (this.#last) this.#last.behind = one
    else this.#first = one
    this.#last = one
  }

  /** Takes out who has waited longest. */
  next(): T | undefined {
    const one = this.#first
    if (one === undefined) return undefined
    this.#first = one.behind
    if (this.#first === undefined) this.#last = undefined
    one.isInLine = false
    one.behind = undefined
    return one
  }
}
