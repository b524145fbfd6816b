import { Flow } from '../kernel/flow.ts'
import { checkSource, open } from '../kernel/open.ts'
import { Seq } from '../kernel/seq.ts'
import type { Item, KindOf, Source } from '../kernel/source.ts'

/**
 * An iterator whose next item can be looked at before it is taken.
 *
 * @example
 * ```ts
 * import { peekable, type Peekable } from '@rivulet/core'
 *
 * // A piece of a parser: it takes what belongs to it, and leaves the next character for others.
 * function digits(characters: Peekable<string>): string {
 *   let number = ''
 *   while (/\d/u.test(characters.peek().value ?? '')) number += characters.next().value
 *   return number
 * }
 *
 * const input = peekable('12+3')
 * console.log(digits(input), input.next().value, digits(input)) // 12 + 3
 * ```
 */
export interface Peekable<T> extends IteratorObject<T, undefined> {
  /** What the next call of `next()` will give. It is asked for once, however often this is called. */
  peek(): IteratorResult<T, undefined>
  next(): IteratorResult<T, undefined>
  return(): IteratorResult<T, undefined>
}

/**
 * The same over an asynchronous source.
 *
 * @example
 * ```ts
 * import { fromBatches, peekable, type AsyncPeekable } from '@rivulet/core'
 *
 * // Takes the header lines, and leaves the rest to whoever comes next.
 * async function skipHeader(lines: AsyncPeekable<string>): Promise<void> {
 *   while ((await lines.peek()).value?.startsWith('#')) await lines.next()
 * }
 *
 * const lines = peekable(fromBatches(() => [['# made by hand', 'fig'], ['kiwi']]))
 * await skipHeader(lines)
 * for await (const line of lines) console.log(line)
 * // fig
 * // kiwi
 * ```
 */
export interface AsyncPeekable<T> extends AsyncIteratorObject<T, undefined> {
  /** What the next call of `next()` will give. It is asked for once, however often this is called. */
  peek(): Promise<IteratorResult<T, undefined>>
  next(): Promise<IteratorResult<T, undefined>>
  return(): Promise<IteratorResult<T, undefined>>
}

type PeekableOf<K, T> = K extends 'async' ? AsyncPeekable<T> : Peekable<T>

/**
 * Iterates a source with a look ahead: `peek()` gives what `next()` will give, and takes nothing. Both
 * give `{ value, done }`, so that `undefined` as an item is not taken for the end. Over an
 * asynchronous source they give promises, and may be called without waiting for the one before.
 *
 * It is one iteration, begun at the call. `return()`, `using` and leaving a loop over it close the
 * source, so a loop that is left cannot be gone on with: call `next()` for that.
 * @throws TypeError if `source` is not iterable
 *
 * @example
 * ```ts
 * import { peekable } from '@rivulet/core'
 *
 * const words = peekable(['# title', 'text'])
 * if (words.peek().value?.startsWith('#')) console.log(words.next().value) // # title
 * console.log([...words]) // ['text']
 * ```
 */
export function peekable<S extends Source>(source: S): PeekableOf<KindOf<S>, Item<S>>
export function peekable(source: Source): Peekable<unknown> | AsyncPeekable<unknown> {
  if (checkSource('peekable', 'the source', source) === 'sync') {
    const iterator = new Seq((run) => open(source, run))[Symbol.iterator]()
    return lookAhead(iterator, { [Symbol.dispose]: () => void iterator.return?.() })
  }
  const iterator = new Flow((run) => open(source, run))[Symbol.asyncIterator]()
  return lookAhead(iterator, {
    [Symbol.asyncDispose]: async () => {
      await iterator.return?.()
    },
  })
}

/** Puts `peek` before one of our iterators. A promise of an item is looked at as the item itself is. */
function lookAhead(iterator: { next(): unknown; return?(): unknown }, dispose: object) {
  let ahead: unknown
  const both = {
    peek: () => (ahead ??= iterator.next()),
    next: () => {
      const result = ahead
      ahead = undefined // now, and not after `next()`: a callback of the source may look ahead again
      return result ?? iterator.next()
    },
    return: () => {
      ahead = undefined
      return iterator.return?.()
    },
    ...dispose,
  }
  // Iterator.prototype, or that of async iterators: the parent of what all iterators of ours share.
  const prototype: object = Object.getPrototypeOf(Object.getPrototypeOf(iterator))
  return Object.setPrototypeOf(both, prototype) as never
}
