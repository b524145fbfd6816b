import { show } from './check.ts'

/**
 * A source that can be read only once (a generator object, a stream, a response body) was iterated
 * a second time. Without this error the second loop would find nothing and look like a success.
 *
 * @example
 * ```ts
 * import { AlreadyConsumedError, pipe, toArray } from '@rivulet/core'
 *
 * function* numbers() {
 *   yield* [1, 2]
 * }
 * const once = numbers()
 * console.log(pipe(once, toArray())) // [1, 2]
 * try {
 *   pipe(once, toArray())
 * } catch (error) {
 *   console.log(error instanceof AlreadyConsumedError) // true
 * }
 * ```
 */
export class AlreadyConsumedError extends Error {
  override readonly name = 'AlreadyConsumedError'
  readonly code = 'ALREADY_CONSUMED'
  /** The source in question. */
  readonly source: object

  constructor(source: object) {
    super(
      `${show(source)} was iterated before and can be read only once. Collect it with toArray(), ` +
        'or iterate what starts anew (an array, generate()).',
    )
    this.source = source
  }
}

const taken = new WeakSet<object>()

/**
 * Marks something as taken that can be read only once.
 * @throws AlreadyConsumedError the second time
 */
export function takeOnce(source: object): void {
  checkNotTaken(source)
  taken.add(source)
}

/** @throws AlreadyConsumedError for something that was taken */
export function checkNotTaken(source: object): void {
  if (taken.has(source)) throw new AlreadyConsumedError(source)
}
