import { AlreadyConsumedError, DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import type { Duplex } from 'node:stream'
import { checkDuplex } from './check.ts'
import { destroyed } from './destroyed.ts'
import { guard, unguard } from './guard.ts'
import { pullReadable } from './pullReadable.ts'

const used = new WeakSet<Duplex>()

/**
 * Any Node Transform or Duplex as an operator: what the pipeline delivers is written to it, with
 * backpressure, and what it gives out goes on. One that ends before its input does closes the source. It
 * is destroyed when the run ends early, and its error is the pipeline's error. If the source fails,
 * the stream is not ended: what it gave out until then goes on, and then the error.
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
  if (typeof stream !== 'function') {
    checkDuplex('through', stream)
    guard(stream)
  }
  return operator<unknown, B, 'async'>(
    (up, run) => {
      const duplex = typeof stream === 'function' ? stream() : stream
      checkDuplex('through', duplex)
      if (used.has(duplex)) throw new AlreadyConsumedError(duplex)
      used.add(duplex)
      guard(duplex)
      run.defer(() => unguard(duplex))
      run.defer(() => destroyed(duplex))
      const pull = pullReadable<B>(duplex, run)
      let full = false
      let unwritten = 0
      let inputEnd: { readonly error?: unknown } | undefined
      const onDrain = (): void => {
        full = false
        run.wake()
      }
      duplex.on('drain', onDrain)
      run.defer(() => duplex.off('drain', onDrain))
      const onWritten = (): void => {
        unwritten--
        if (unwritten === 0 && inputEnd) run.wake()
      }

      /** @returns whether there may be more output at once */
      const feed = (): boolean => {
        let item: unknown
        try {
          item = up()
        } catch (error) {
          inputEnd = { error }
          return true
        }
        if (item === WAIT) return false
        if (item === DONE) {
          inputEnd = {}
          duplex.end()
        } else {
          unwritten++
          full = !duplex.write(item, onWritten)
        }
        return true
      }
      return () => {
        for (;;) {
          const answer = pull()
          if (answer !== WAIT) return answer
          if (inputEnd && 'error' in inputEnd && unwritten === 0 && duplex.readableLength === 0) {
            throw inputEnd.error
          }
          // One that takes no more has ended its output, or failed, or was cut off: `pull` will tell.
          if (inputEnd || full || !duplex.writable || !feed()) return WAIT
        }
      }
    },
    { kind: 'async' },
  )
}
