/** What {@link BodyReader} needs to know. */
export interface BodyReaderOptions {
  /** Ends a read that is under way, also of a body that a `fetch` made by hand does not tie to the request's signal. */
  readonly signal: AbortSignal
  /** How many milliseconds one read may wait. */
  readonly idleTimeoutMs: number
}

/** Why a body broke off. */
export interface Broken {
  readonly error: unknown
}

/** Reads the body of a response, chunk by chunk. */
export class BodyReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  readonly #signal: AbortSignal
  readonly #idleTimeoutMs: number

  constructor(response: Response, { signal, idleTimeoutMs }: BodyReaderOptions) {
    this.#reader = response.body?.getReader()
    this.#signal = signal
    this.#idleTimeoutMs = idleTimeoutMs
    signal.addEventListener('abort', this.release, { once: true })
    // A fetch that does not heed the signal may well answer after the abort.
    if (signal.aborted) this.release()
  }

  /**
   * @returns the next chunk, `undefined` at the end, or why there is none: what the connection broke off with, or
   *   that it went silent
   * @throws the signal's reason
   */
  async read(): Promise<Uint8Array | Broken | undefined> {
    if (this.#reader === undefined) return undefined
    let isIdle = false
    const giveUp = (): void => {
      isIdle = true
      this.release()
    }
    const timer =
      this.#idleTimeoutMs === Number.POSITIVE_INFINITY
        ? undefined
        : setTimeout(giveUp, this.#idleTimeoutMs)
    try {
      const { value } = await this.#reader.read()
      this.#signal.throwIfAborted()
      // What looks like an end is the release.
      return isIdle ? { error: new Error(`no byte within ${this.#idleTimeoutMs} ms`) } : value
    } catch (error) {
      this.#signal.throwIfAborted()
      return { error }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Gives the connection back, or closes it if there is more to read. A read that is under way ends. */
  readonly release = (): void => {
    this.#signal.removeEventListener('abort', this.release)
    // A body that has ended is not changed by this.
    this.#reader?.cancel().catch(() => {})
  }
}
