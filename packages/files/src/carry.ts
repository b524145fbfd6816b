const SMALL = 64 * 1024
const NO_ROOM = Buffer.alloc(0)

/**
 * The beginning of a line that did not end in its chunk. It is copied, because whoever made the chunk may
 * read the next one into the same memory. The room doubles, so that a long line costs linear time.
 */
export class Carry {
  #room = NO_ROOM // until it is needed: of many small files it never is
  #length = 0

  get length(): number {
    return this.#length
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, SMALL, 2 * this.#room.length))
      larger.set(this.#room.subarray(0, this.#length))
      this.#room = larger
    }
    this.#room.set(bytes, this.#length)
    this.#length = length
  }

  /** Gives what is there, until the next `append`, and begins anew. */
  take(): Buffer {
    const taken = this.#room.subarray(0, this.#length)
    this.#length = 0
    // One long line shall not hold its memory until the end of the file.
    if (this.#room.length > SMALL) this.#room = NO_ROOM
    return taken
  }
}
