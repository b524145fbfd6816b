import type { Flow } from '@rivulet/core'
import type { EventEmitter } from 'node:events'
import { checkOptions, show } from './check.ts'
import { listened, type ListenOptions } from './listened.ts'

/**
 * The options of {@link fromEvents}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { fromEvents, type FromEventsOptions } from '@rivulet/streams'
 * import { EventEmitter } from 'node:events'
 *
 * // How all emitters of one library end and fail.
 * const ofThisLibrary: FromEventsOptions = { close: ['end', 'close'], error: 'failure' }
 *
 * const socket = new EventEmitter()
 * const messages = fromEvents<[string]>(socket, 'message', ofThisLibrary)
 * socket.emit('message', 'hello')
 * socket.emit('end')
 * console.log(await pipe(messages, toArray())) // [['hello']]
 * ```
 */
export interface FromEventsOptions extends ListenOptions<string | symbol> {
  /**
   * The name of the event that fails the pipeline with its first argument, after what came before it. Such an
   * event does not end the process as long as there is somebody who listens for it.
   * @default 'error', and none for the events of that name themselves
   */
  readonly error?: string | symbol | undefined
}

/**
 * The events of an EventEmitter, each as the array of its arguments.
 *
 * It listens from this call on, and not from the first pull: what is emitted before that is kept, up to
 * the limit. So it can be iterated once. It stops listening when its run is over, at a `close` or
 * `error` event, when an event finds no room and the policy is `'throw'`, and when the signal is
 * aborted. If it may happen that nobody iterates it, give it a signal, or it goes on listening.
 * @throws TypeError for a bad argument, RangeError for a limit or a policy that there is not. A second
 *   iteration throws `AlreadyConsumedError`.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { fromEvents } from '@rivulet/streams'
 * import { EventEmitter } from 'node:events'
 *
 * const sensor = new EventEmitter()
 * const readings = fromEvents<[number]>(sensor, 'reading', { close: 'off' })
 * sensor.emit('reading', 20.5)
 * sensor.emit('reading', 20.7)
 * sensor.emit('off')
 * console.log(await pipe(readings, map(([celsius]) => celsius), toArray())) // [20.5, 20.7]
 * ```
 */
export function fromEvents<Arguments extends unknown[] = unknown[]>(
  emitter: EventEmitter,
  name: string | symbol,
  options: FromEventsOptions = {},
): Flow<Arguments> {
  checkEmitter(emitter)
  checkOptions('fromEvents', options)
  const { error = name === 'error' ? undefined : 'error' } = options
  return listened<string | symbol, unknown[], Arguments>(
    'fromEvents',
    {
      itself: emitter,
      isName: (value) => typeof value === 'string' || typeof value === 'symbol',
      on: (event, listener) => emitter.on(event, listener),
      off: (event, listener) => emitter.off(event, listener),
      toItem: (...args) => args as Arguments,
      toError: (reason) => reason,
    },
    name,
    error,
    options,
  )
}

function checkEmitter(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const { on, off } = value as Partial<Record<string, unknown>>
    if (typeof on === 'function' && typeof off === 'function') return
  }
  throw new TypeError(`fromEvents: the emitter must be an EventEmitter, got ${show(value)}`)
}
