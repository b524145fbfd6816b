import type { Readable, Writable } from 'node:stream'
import { isLegacy } from './check.ts'
import { destroyed } from './destroyed.ts'
import { closeLegacy, type LegacyStream } from './legacyReader.ts'

/** A method of streams that have sources of their own: ends them, and then the stream as if by itself. */
export const END_EARLY: unique symbol = Symbol('end early')

/** The streams that are piped into a Writable. */
export class PipedSources {
  readonly #destination: Writable
  readonly #sources = new Set<Readable | LegacyStream>()

  constructor(destination: Writable) {
    this.#destination = destination
    destination.on('pipe', (source: Readable | LegacyStream) => this.#sources.add(source))
    destination.on('unpipe', (source: Readable) => this.#sources.delete(source))
  }

  /**
   * Ends and closes all of them, except for one that somebody else reads as well, which is only
   * unpiped.
   * @returns nothing if there is none; otherwise a promise of their cleanup, which rejects with its error
   */
  end(): Promise<unknown> | undefined {
    if (this.#sources.size === 0) return undefined
    const alone: Readable[] = []
    for (const source of this.#sources) {
      if (isLegacy(source)) {
        // It has no `unpipe`, so that one listener is that of the pipe, which goes when this closes.
        if (source.listenerCount('data') <= 1) closeLegacy(source)
        continue
      }
      source.unpipe(this.#destination)
      if (source.listenerCount('data') + source.listenerCount('readable') === 0) alone.push(source)
    }
    return Promise.all(alone.map(endEarly))
  }
}

interface EndsEarly {
  [END_EARLY](): Promise<void>
}

/**
 * `stream.pipeline` takes a source that closes before its end for a failure. So the source is told
 * that this is its end, as what lies below it would tell, and closed after that: the pipeline succeeds.
 */
async function endEarly(source: Readable | EndsEarly): Promise<void> {
  if (END_EARLY in source) return source[END_EARLY]()
  // With its pipe nobody may listen any more, until `destroyed` does.
  const failed: { error?: unknown } = {}
  const onError = (error: unknown): void => {
    failed.error = error
  }
  source.on('error', onError)
  // Whatever only looks like a Readable may have no `push`.
  if (typeof source.push === 'function') {
    source.push(null)
    while (source.read() !== null);
  }
  // At once: what it is still waiting for must not be pushed after the end.
  source.destroy()
  // `finished` takes the `end` of a destroyed stream for its `close`, so that has to be past.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  try {
    await destroyed(source)
  } finally {
    source.off('error', onError)
  }
  if ('error' in failed) throw failed.error
}
