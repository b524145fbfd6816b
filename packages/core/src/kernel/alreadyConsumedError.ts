/**
 * A source that can be read only once (a generator object, a stream, a response body) was iterated
 * a second time. Without this error the second loop would find nothing and look like a success.
 */
export class AlreadyConsumedError extends Error {
  override readonly name = 'AlreadyConsumedError'
  readonly code = 'ALREADY_CONSUMED'
  /** The source in question. */
  readonly source: object

  constructor(source: object) {
    super(
      `${nameOf(source)} was iterated before and can be read only once. ` +
        'Iterate something that starts anew each time (an array, a function that makes the ' +
        'generator), or collect its items with toArray() first.',
    )
    this.source = source
  }
}

function nameOf(source: object): string {
  const tag = Object.prototype.toString.call(source).slice('[object '.length, -1)
  return tag === 'Object' ? `an instance of ${source.constructor?.name || 'Object'}` : `a ${tag}`
}

const consumed = new WeakSet<object>()

/**
 * Marks something as taken that can be read only once.
 * @throws AlreadyConsumedError the second time
 */
export function takeOnce(source: object): void {
  checkNotTaken(source)
  consumed.add(source)
}

/** @throws AlreadyConsumedError for something that was taken */
export function checkNotTaken(source: object): void {
  if (consumed.has(source)) throw new AlreadyConsumedError(source)
}

/**
 * Whether a source gives its items only once: an iterator that is its own iterable, or a stream.
 * Node's and the Web's readable streams give a new iterator each time, over one and the same body.
 */
export function isOneShot(source: object, iterator: object): boolean {
  return source === iterator || 'getReader' in source || ('pipe' in source && 'on' in source)
}
