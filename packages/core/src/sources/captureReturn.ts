import { takeOnce } from '../kernel/alreadyConsumedError.ts'
import { isObject, show } from '../kernel/check.ts'
import { CURSOR } from '../kernel/cursor.ts'
import { Flow } from '../kernel/flow.ts'
import { iteratorOf } from '../kernel/iterator.ts'
import { checkSource, open } from '../kernel/open.ts'
import { DONE } from '../kernel/pull.ts'
import type { Origin } from '../kernel/run.ts'
import { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { asyncIteratorOf } from '../kernel/streamIterator.ts'

/** What a generator returned, beside its items. */
export interface Captured<R> {
  /**
   * What the generator returned.
   * @throws Error before its end, and if it has thrown or was left early
   */
  readonly returned: R
}

/**
 * The items of a generator, with its return value.
 *
 * @example
 * ```ts
 * import { captureReturn, type CapturedSeq } from '@rivulet/core'
 *
 * function* parse(text: string) {
 *   yield* text.split(' ')
 *   return { characters: text.length }
 * }
 *
 * // The signature promises more than an iterable: at the end there is a summary.
 * function words(text: string): CapturedSeq<string, { characters: number }> {
 *   return captureReturn(parse(text))
 * }
 * const read = words('to be')
 * console.log([...read], read.returned) // ['to', 'be'] { characters: 5 }
 * ```
 */
export type CapturedSeq<T, R> = Seq<T> & Captured<R>

/**
 * The same for an async generator.
 *
 * @example
 * ```ts
 * import { captureReturn, drain, pipe, type CapturedFlow } from '@rivulet/core'
 *
 * async function* download() {
 *   yield 'a chunk'
 *   return 'etag-1'
 * }
 *
 * // Uses up the items for what comes after them.
 * async function versionOf(chunks: CapturedFlow<string, string>): Promise<string> {
 *   await pipe(chunks, drain())
 *   return chunks.returned
 * }
 * console.log(await versionOf(captureReturn(download()))) // etag-1
 * ```
 */
export type CapturedFlow<T, R> = Flow<T> & Captured<R>

/**
 * The items of a generator, and the value that it returns at its end: `for…of` and every pipeline
 * pass over that, here it can be read when the items are through. The items can be iterated once.
 * Before the generator has ended by itself, reading `returned` throws.
 * @param generator a generator, or anything else whose iterator ends with a value
 * @throws TypeError if it is not iterable
 *
 * @example
 * ```ts
 * import { captureReturn, map, pipe, toArray } from '@rivulet/core'
 *
 * function* parse() {
 *   yield 'a'
 *   yield 'b'
 *   return { lines: 2 }
 * }
 *
 * const parsed = captureReturn(parse())
 * const letters = pipe(parsed, map((letter) => letter.toUpperCase()), toArray())
 * console.log(letters, parsed.returned.lines) // ['A', 'B'] 2
 * ```
 */
export function captureReturn<T, R>(generator: AsyncIterable<T, R> & object): CapturedFlow<T, R>
export function captureReturn<T, R>(generator: Iterable<T, R> & object): CapturedSeq<T, R>
export function captureReturn(generator: object): Captured<unknown> {
  const kind = checkSource('captureReturn', 'the generator', generator)
  if (!isObject(generator)) {
    throw new TypeError(`captureReturn: the generator must be an object, got ${show(generator)}`)
  }
  let value: unknown
  let ended = false
  const note = (result: IteratorResult<unknown>): void => {
    if (isObject(result) && result.done) value = result.value
  }
  const origin: Origin<unknown> = (run) => {
    takeOnce(captured)
    const pull = open(listen(generator as Source, note), run)
    return () => {
      const answer = pull()
      if (answer === DONE) ended = true
      return answer
    }
  }
  const captured = kind === 'async' ? new Flow(origin) : new Seq(origin)
  return Object.defineProperty(captured, 'returned', {
    get: () => {
      if (ended) return value
      throw new Error(
        'captureReturn: the generator has not ended by itself, so it returned nothing',
      )
    },
  }) as unknown as Captured<unknown>
}

type Note = (result: IteratorResult<unknown>) => void

/** The source, with somebody who hears the results of its iterator. Cursors have none. */
function listen(source: Source, note: Note): Source {
  if (CURSOR in Object(source)) return source
  return Symbol.asyncIterator in Object(source)
    ? listenAsync(source as AsyncIterable<unknown>, note)
    : listenSync(source as Iterable<unknown>, note)
}

// Not generators with `yield*`: one that waits, or has not begun, does not pass `return()` on.
function listenSync(source: Iterable<unknown>, note: Note): Iterable<unknown> {
  return {
    [Symbol.iterator]: () => {
      const iterator = iteratorOf(source, () => source[Symbol.iterator]())
      const { next } = iterator
      return {
        next: () => {
          const result = next.call(iterator)
          note(result)
          return result
        },
        get return() {
          return returnOf(iterator)
        },
      } as Iterator<unknown>
    },
  }
}

function listenAsync(source: AsyncIterable<unknown>, note: Note): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]: () => {
      const iterator = iteratorOf(source, asyncIteratorOf)
      const { next } = iterator
      return {
        next: async () => {
          const result = await next.call(iterator)
          note(result)
          return result
        },
        get return() {
          return returnOf(iterator)
        },
      } as AsyncIterator<unknown>
    },
  }
}

/** Whatever stands there instead of a function is for whoever closes the iterator to refuse. */
function returnOf<I extends { return?(): unknown }>(iterator: I): I['return'] {
  const { return: close } = iterator
  return typeof close === 'function' ? close.bind(iterator) : close
}
