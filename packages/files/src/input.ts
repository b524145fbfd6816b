import { DONE, WAIT, type Pull } from '@rivulet/core'

const EMPTY = Buffer.alloc(0)

/** The bytes that a stage is given, with what it has not consumed yet: formats do not end where chunks do. */
export class Input {
  readonly #up: Pull<Uint8Array | string>
  #held: Buffer = EMPTY
  #ended = false
  #offset = 0

  constructor(up: Pull<Uint8Array | string>) {
    this.#up = up
  }

  /** How many bytes were consumed. */
  get offset(): number {
    return this.#offset
  }

  /** The bytes that are there and not consumed. */
  get held(): Buffer {
    return this.#held
  }

  /**
   * Gets at least `count` bytes together, fewer only where the input ends.
   * @returns how many there are, or `WAIT`
   */
  atLeast(count: number): number | typeof WAIT {
    while (this.#held.length < count && !this.#ended) {
      const chunk = this.#up()
      if (chunk === WAIT) return WAIT
      if (chunk === DONE) this.#ended = true
      else
        this.#held =
          this.#held.length === 0 ? view(chunk) : Buffer.concat([this.#held, view(chunk)])
    }
    return this.#held.length
  }

  consume(count: number): void {
    this.#held = this.#held.subarray(count)
    this.#offset += count
  }

  /** Consumes whatever comes next, in one piece. */
  chunk(): Buffer | typeof WAIT | typeof DONE {
    const available = this.atLeast(1)
    if (available === WAIT) return WAIT
    if (available === 0) return DONE
    const chunk = this.#held
    this.consume(chunk.length)
    return chunk
  }

  /** Takes back the end of a chunk that turned out to belong to what follows. */
  giveBack(bytes: Buffer): void {
    this.#held = bytes
    this.#offset -= bytes.length
  }
}

/** The same bytes as a Buffer. A string counts as UTF-8. */
export function view(chunk: Uint8Array | string): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (Buffer.isBuffer(chunk)) return chunk
  if (!(chunk instanceof Uint8Array)) {
    throw new TypeError(`expected chunks of bytes or text, got ${describe(chunk)}`)
  }
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value
}
