import type { Flow } from '@rivulet/core'
import { checkOptions, show } from './check.ts'
import { listened, type ListenOptions } from './listened.ts'

/**
 * The options of {@link fromEventTarget}.
 *
 * @example
 * ```ts
 * import { count, pipe } from '@rivulet/core'
 * import { fromEventTarget, type FromEventTargetOptions } from '@rivulet/streams'
 *
 * // As WebSockets end and fail.
 * const asWebSockets: FromEventTargetOptions = { close: 'close', error: 'error' }
 *
 * const socket = new EventTarget()
 * const messages = fromEventTarget(socket, 'message', asWebSockets)
 * for (const name of ['message', 'message', 'close']) socket.dispatchEvent(new Event(name))
 * console.log(await pipe(messages, count())) // 2
 * ```
 */
export interface FromEventTargetOptions extends ListenOptions<string> {
  /**
   * The name of the event that fails the pipeline, after what came before it: with the `error` of the event,
   * or if it has none with an Error that has the event as its cause.
   * @default none
   */
  readonly error?: string | undefined
}

/**
 * The events of an EventTarget: an `AbortSignal`, a `WebSocket`, a `MessagePort`, a `Worker` of the Web.
 *
 * It listens from this call on, and not from the first pull: what is dispatched before that is kept, up
 * to the limit. So it can be iterated once. It stops listening when its run is over, at a `close` or
 * `error` event, when an event finds no room and the policy is `'throw'`, and when the signal is
 * aborted. If it may happen that nobody iterates it, give it a signal, or it goes on listening.
 * @throws TypeError for a bad argument, RangeError for a limit or a policy that there is not. A second
 *   iteration throws `AlreadyConsumedError`.
 *
 * @example
 * ```ts
 * import { map, pipe, take, toArray } from '@rivulet/core'
 * import { fromEventTarget } from '@rivulet/streams'
 *
 * const { port1, port2 } = new MessageChannel()
 * const messages = fromEventTarget<MessageEvent>(port1, 'message', { close: 'close' })
 * port1.start()
 * for (const text of ['a', 'b', 'c']) port2.postMessage(text)
 * console.log(await pipe(messages, map(({ data }) => data), take(2), toArray())) // ['a', 'b']
 * port1.close()
 * ```
 */
export function fromEventTarget<E extends Event = Event>(
  target: EventTarget,
  name: string,
  options: FromEventTargetOptions = {},
): Flow<E> {
  checkTarget(target)
  checkOptions('fromEventTarget', options)
  return listened<string, [event: Event], E>(
    'fromEventTarget',
    {
      itself: target,
      isName: (value) => typeof value === 'string',
      on: (event, listener) => target.addEventListener(event, listener),
      off: (event, listener) => target.removeEventListener(event, listener),
      toItem: (event) => event as E,
      toError: errorOf,
    },
    name,
    options.error,
    options,
  )
}

/** An ErrorEvent has an error; other events only tell that there was one. */
function errorOf(event: Event): unknown {
  if ('error' in event && event.error !== undefined) return event.error
  return new Error(`fromEventTarget: there was an event '${event.type}'`, { cause: event })
}

function checkTarget(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const { addEventListener, removeEventListener } = value as Partial<Record<string, unknown>>
    if (typeof addEventListener === 'function' && typeof removeEventListener === 'function') return
  }
  throw new TypeError(`fromEventTarget: the target must be an EventTarget, got ${show(value)}`)
}
