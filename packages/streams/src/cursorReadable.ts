import { CURSOR, type Cursor, type Source } from '@rivulet/core'
import { Readable, type ReadableOptions } from 'node:stream'
import { CursorOutput } from './cursorOutput.ts'
import { alwaysCloses } from './destroyed.ts'
import { destroyOnAbort } from './destroyOnAbort.ts'
import { fromReadable } from './fromReadable.ts'

/** A Readable that pulls a source. */
export class CursorReadable extends Readable {
  readonly #output: CursorOutput
  readonly #signal: AbortSignal | undefined
  #stopListening: () => void = () => {}

  constructor(source: Source, options: ReadableOptions, signal: AbortSignal | undefined) {
    super(options)
    alwaysCloses(this)
    this.#output = new CursorOutput(this, source, 'toReadable')
    this.#signal = signal
    this.#stopListening = destroyOnAbort(this, signal)
  }

  override _read(): void {
    this.#output.want()
  }

  override read(size?: number): unknown {
    // Node's own goes on giving to listeners until `close`, and that waits for the cleanup here.
    if (this.destroyed) return null
    const chunk: unknown = super.read(this.#output.sizeLeft(size))
    this.#output.failWhenEmpty()
    return chunk
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stopListening()
    // A source that was never opened stays untouched by an abort.
    if (!this.#output.isOpen && this.#signal?.aborted) callback(error)
    else this.#output.close(error, callback)
  }

  /** Node's own leaves a loop before the stream has closed, and swallows an error of the closing. */
  override [Symbol.asyncIterator](): ReturnType<Readable[typeof Symbol.asyncIterator]> {
    return fromReadable<unknown>(this)[Symbol.asyncIterator]()
  }

  /** A pipeline takes it as `fromReadable` does, too. */
  [CURSOR](): Cursor<unknown> {
    return fromReadable<unknown>(this)[CURSOR]()
  }
}
