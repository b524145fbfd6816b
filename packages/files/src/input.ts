import { DONE, WAIT, type Pull } from '@rivulet/core'
import { bytesOf } from './bytesOf.ts'

/** The bytes that a stage is given, with what it has not consumed yet: formats do not end where chunks do. */
export class Input {
  readonly #up: Pull<Buffer>
  #bytes: Buffer = Buffer.alloc(0)
  #start = 0
  #isCopy = false
  #ended = false
  #offset = 0

  constructor(up: Pull<Uint8Array | string>) {
    this.#up = bytesOf(up)
  }

  /** How many bytes were consumed. */
  get offset(): number {
    return this.#offset
  }

  /** The bytes that are there and not consumed. */
  get held(): Buffer {
    return this.#bytes.subarray(this.#start)
  }

  /**
   * Gets at least `count` bytes together, fewer only where the input ends. What is held while more is asked for
   * is a copy: the next chunk may be read into the same memory.
   * @returns how many there are, or `WAIT`
   */
  atLeast(count: number): number | typeof WAIT {
    while (this.#bytes.length - this.#start < count && !this.#ended) {
      if (!this.#isCopy) this.#replace(Buffer.from(this.held), true)
      const chunk = this.#up()
      if (chunk === WAIT) return WAIT
      if (chunk === DONE) this.#ended = true
      else if (this.#start === this.#bytes.length) this.#replace(chunk, false)
      else this.#replace(Buffer.concat([this.held, chunk]), true)
    }
    return this.#bytes.length - this.#start
  }

  consume(count: number): void {
    this.#start += count
    this.#offset += count
  }

  /** Consumes what comes next, in one piece of at most `most` bytes. */
  chunk(most = Number.POSITIVE_INFINITY): Buffer | typeof WAIT | typeof DONE {
    const available = this.atLeast(1)
    if (available === WAIT) return WAIT
    if (available === 0) return DONE
    const chunk = available > most ? this.held.subarray(0, most) : this.held
    this.consume(chunk.length)
    return chunk
  }

  /** Takes back the end of what was consumed last: it turned out to belong to what follows. */
  giveBack(count: number): void {
    this.#start -= count
    this.#offset -= count
  }

  #replace(bytes: Buffer, isCopy: boolean): void {
    this.#bytes = bytes
    this.#start = 0
    this.#isCopy = isCopy
  }
}
