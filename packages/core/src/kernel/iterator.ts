import { checkNotTaken, takeOnce } from './alreadyConsumedError.ts'
import { checkFunction, isObject, show } from './check.ts'
import { noItem, type NoItem } from './pull.ts'

/**
 * Makes the iterator of a source. The source is taken if it has only this one: if it is its own iterator,
 * or a stream. Node's and the Web's readable streams give a new iterator each time, over one and the same body.
 * @throws AlreadyConsumedError for a source that was taken before
 */
export function iteratorOf<S extends object, I>(source: S, make: (source: S) => I): I {
  // Before its iterator is made: a Web stream that another run is reading would refuse with an error of its own.
  checkNotTaken(source)
  const iterator = checkObject('the iterator method', make(source))
  if (
    (source as unknown) === iterator ||
    'getReader' in source ||
    ('pipe' in source && 'on' in source)
  ) {
    takeOnce(source)
  }
  return iterator
}

/** The protocol's one demand on what its methods give. @throws TypeError for a primitive value */
export function checkObject<T>(method: string, given: T): T {
  if (isObject(given)) return given
  throw new TypeError(`${method} gave ${show(given)}, not an object`)
}

/**
 * Leaves an iterator early.
 * @returns what its `return()` gave, an object if it has none
 */
export function leave<R>(iterator: { return?(): R }): R | object {
  const { return: close } = iterator
  if (close === undefined || close === null) return iterator
  checkFunction('iterator', 'return', close)
  return close.call(iterator)
}

/** What the protocol has for an item, or for the end. */
export function toResult<T>(item: T | NoItem): IteratorResult<T, undefined> {
  return noItem(item) ? { value: undefined, done: true } : { value: item, done: false }
}
