import { AlreadyConsumedError, DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import { checkWritable, isStream } from './check.ts'
import { destroyed, prematureClose, pullReadable } from './pullReadable.ts'

/**
 * Any Node Transform or Duplex as an operator: what the pipeline delivers is written to it, with
 * backpressure, and what it gives out goes on. One that ends before its input does closes the source. It
 * is destroyed when the run ends early, and its error is the pipeline's error.
 *
 * Its own buffers are the read-ahead: it takes items until its high water mark is reached.
 * @param stream a stream, which serves one run, or a function that makes one for each run
 * @throws TypeError if `stream` is neither. A second run of a single stream throws `AlreadyConsumedError`.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { through } from '@rivulet/streams'
 * import { createGunzip, gzipSync } from 'node:zlib'
 *
 * const text = await pipe(
 *   [gzipSync('hello')],
 *   through<Buffer>(() => createGunzip()),
 *   map(String),
 *   toArray(),
 * )
 * console.log(text) // ['hello']
 * ```
 */
export function through<B>(stream: Duplex | (() => Duplex)): Operator<unknown, Many<B>, 'async'> {
  const isFactory = typeof stream === 'function'
  if (!isFactory) checkDuplex(stream)
  let used = false
  return operator<unknown, B, 'async'>(
    (up, run) => {
      if (used && !isFactory) throw new AlreadyConsumedError(stream)
      used = true
      const duplex = isFactory ? checkDuplex(stream()) : stream
      run.defer(() => (duplex.destroyed ? undefined : destroyed(duplex)))
      const pull = pullReadable<B>(duplex, run)
      let full = false
      let inputEnded = false
      const onDrain = (): void => {
        full = false
        run.wake()
      }
      duplex.on('drain', onDrain)
      run.defer(() => duplex.off('drain', onDrain))

      /** @returns whether there may be more output at once */
      const feed = (): boolean => {
        const item = up()
        if (item === WAIT) return false
        if (item === DONE) {
          inputEnded = true
          duplex.end()
        } else {
          full = !duplex.write(item)
        }
        return true
      }
      return () => {
        for (;;) {
          const answer = pull()
          if (answer !== WAIT) return answer
          if (full || inputEnded) return WAIT
          if (!duplex.writable) {
            // It takes no more. Either its output ends, or it fails, or it was cut off.
            if (duplex.destroyed && !duplex.readableEnded) throw prematureClose('its output ended')
            return WAIT
          }
          if (!feed()) return WAIT
        }
      }
    },
    { kind: 'async' },
  )
}

function checkDuplex(value: unknown): Duplex {
  checkWritable('through', value)
  if (isStream(value, 'read')) return value as Duplex
  throw new TypeError(
    `through: the stream must be a Node Duplex, got ${inspect(value, { depth: 0 })}`,
  )
}
