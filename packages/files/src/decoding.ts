import { DONE, type Pull, type Run } from '@rivulet/core'
import { pullEngine, type Engaged, type Engine } from './engine.ts'
import type { Input } from './input.ts'
import { CorruptInputError, TruncatedInputError, type Place } from './inputErrors.ts'

/** What happens when something else follows the compressed data: see `DecompressOptions`. */
export type TrailingData = 'error' | 'warn' | 'ignore'

/**
 * How much zlib makes at once. With half of it the way to zlib's thread and back costs a sixth of the time;
 * twice as much gains 2 %, and this much is lost before damage: zlib drops what it made in the call that fails.
 */
export const OUTPUT_CHUNK = 128 * 1024

/** What the readers of all formats need: an input, its name for errors, and what to do at its end. */
export class Decoding {
  readonly #format: string
  readonly #input: Input
  readonly #run: Run
  readonly #name: string | undefined
  readonly #onTrailingData: TrailingData
  #engaged: Engaged | undefined

  constructor(
    format: string,
    input: Input,
    run: Run,
    name: string | undefined,
    onTrailingData: TrailingData,
  ) {
    this.#format = format
    this.#input = input
    this.#run = run
    this.#name = name
    this.#onTrailingData = onTrailingData
    run.defer(() => this.#engaged?.close())
  }

  /**
   * Pulls what an engine makes of the input, or of the part of it that `next` delivers, and consumes its bytes to
   * the last one and no further. Its errors become those of this package.
   */
  decode(
    engine: Engine,
    next: Parameters<typeof pullEngine>[1] = () => this.#input.chunk(),
  ): Pull<Buffer> {
    this.#engaged?.close()
    const engaged = pullEngine(engine, next, this.#run, {
      translate: (error) => {
        this.#input.giveBack(engaged.unused()) // for the place of the error
        return this.#translate(error)
      },
    })
    this.#engaged = engaged
    let over = false
    return () => {
      const output = over ? DONE : engaged.pull()
      if (output === DONE && !over) {
        over = true
        this.#input.giveBack(engaged.unused())
      }
      return output
    }
  }

  /** The error of an input that ends too early. What is left of it is consumed. */
  truncated(options?: ErrorOptions): TruncatedInputError {
    this.#input.consume(this.#input.held.length)
    return new TruncatedInputError(this.#format, this.#place, options)
  }

  corrupt(what: string, options?: ErrorOptions): CorruptInputError {
    return new CorruptInputError(this.#format, what, this.#place, options)
  }

  /** Ends the reading before something that is not of the format, after something that was. */
  trailing(after: string): typeof DONE {
    const error = this.corrupt(`something else follows ${after}`)
    if (this.#onTrailingData === 'error') throw error
    if (this.#onTrailingData === 'warn') {
      process.emitWarning(error.message, { type: 'TrailingDataWarning', code: 'TRAILING_DATA' })
    }
    return DONE
  }

  get #place(): Place {
    return { input: this.#name, offset: this.#input.offset }
  }

  #translate(error: Error): unknown {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') return this.truncated({ cause: error })
    const isAboutTheData =
      code === 'Z_DATA_ERROR' || /^(ERR__ERROR_FORMAT_|ZSTD_error_(?!memory_allocation))/.test(code)
    return isAboutTheData ? this.corrupt(message, { cause: error }) : error
  }
}
