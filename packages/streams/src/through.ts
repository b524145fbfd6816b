import { AlreadyConsumedError, operator, type Many, type Operator } from '@rivulet/core'
import type { Duplex } from 'node:stream'
import { checkTransform, isDuplex } from './check.ts'
import { guard } from './guard.ts'
import { throughDuplex } from './throughDuplex.ts'
import { throughWeb, type WebPair } from './throughWeb.ts'

const used = new WeakSet<Duplex | WebPair>()

/**
 * Any Node Transform or Duplex, or a Web transform, as an operator: what the pipeline delivers is written
 * to it, with backpressure, and what it gives out goes on. One that ends before its input does closes
 * the source. It is destroyed, or cancelled and aborted, when the run ends early, and its error is the
 * pipeline's error. If the source fails, the stream is not ended: what it gave out until then goes on,
 * and then the error.
 *
 * Its own buffers are the read-ahead: it takes items until its high water mark is reached.
 * @param stream a Duplex, or an object with a `readable` and a `writable` Web stream such as a
 *   `DecompressionStream`: it serves one run. Or a function that makes one for each run
 * @throws TypeError if `stream` is neither. A second run of a single stream throws
 *   `AlreadyConsumedError`, one of a Web stream that is locked a TypeError.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { through } from '@rivulet/streams'
 * import { createGunzip, gzipSync } from 'node:zlib'
 *
 * const text = await pipe(
 *   [gzipSync('hello')],
 *   through<Buffer>(() => createGunzip()), // or: () => new DecompressionStream('gzip')
 *   map(String),
 *   toArray(),
 * )
 * console.log(text) // ['hello']
 * ```
 */
export function through<B>(
  stream: Duplex | WebPair | (() => Duplex | WebPair),
): Operator<unknown, Many<B>, 'async'> {
  if (typeof stream !== 'function') {
    checkTransform('through', stream)
    if (isDuplex(stream)) guard(stream)
  }
  return operator<unknown, B, 'async'>(
    (up, run) => {
      const transform = typeof stream === 'function' ? stream() : stream
      checkTransform('through', transform)
      if (used.has(transform)) throw new AlreadyConsumedError(transform)
      used.add(transform)
      return isDuplex(transform)
        ? throughDuplex<B>(transform, up, run)
        : throughWeb<B>(transform, up, run)
    },
    { kind: 'async' },
  )
}
