import { Queue } from './queue.ts'

/** Who can stand in a {@link Line}. */
export interface Standing {
  isInLine: boolean
}

/** First come, first served, and nobody stands in it twice. */
export class Line<T extends Standing> {
  readonly #queue = new Queue<T>()

  add(one: T): void {
    if (one.isInLine) return
    one.isInLine = true
    this.#queue.push(one)
  }

  /** Takes out who has waited longest. */
  next(): T | undefined {
    const one = this.#queue.shift()
    if (one) one.isInLine = false
    return one
  }
}
