import {
  AlreadyConsumedError,
  channel,
  ChannelFullError,
  fromPull,
  pipe,
  withSignal,
  type Flow,
} from '@rivulet/core'
import { onAbort } from './onAbort.ts'
import { checkChoice, checkSignal, checkWhole, show } from './check.ts'

/** An emitter of any kind, and what becomes of its events. */
export interface Emitter<Name extends string | symbol, Arguments extends readonly unknown[], T> {
  /** The emitter itself, for the message of an `AlreadyConsumedError`. */
  readonly itself: object
  isName(value: unknown): value is Name
  on(name: Name, listener: (...args: Arguments) => void): void
  off(name: Name, listener: (...args: Arguments) => void): void
  toItem(...args: Arguments): T
  toError(...args: Arguments): unknown
}

/**
 * The options that `fromEvents` and `fromEventTarget` share.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { fromEvents, fromEventTarget, type ListenOptions } from '@rivulet/streams'
 * import { EventEmitter } from 'node:events'
 *
 * // For emitters of both kinds: what is new counts, and a slow reader loses what is old.
 * const latest: ListenOptions<string> = { limit: 1, policy: 'drop-oldest', close: 'end' }
 *
 * const [emitter, target] = [new EventEmitter(), new EventTarget()]
 * const readings = fromEvents<[number]>(emitter, 'reading', latest)
 * const changes = fromEventTarget(target, 'change', latest)
 * for (const celsius of [20.5, 20.7]) emitter.emit('reading', celsius)
 * emitter.emit('end')
 * for (const name of ['change', 'change', 'end']) target.dispatchEvent(new Event(name))
 * console.log(await pipe(readings, toArray())) // [[20.7]]
 * console.log((await pipe(changes, toArray())).length) // 1
 * ```
 */
export interface ListenOptions<Name extends string | symbol> {
  /**
   * The name of the event, or of several, that ends the pipeline, after what came before it.
   * @default none
   */
  readonly close?: Name | readonly Name[] | undefined
  /**
   * How many events may wait for the reader: a whole number of at least 1.
   * @default 1024
   */
  readonly limit?: number | undefined
  /**
   * What happens to an event when there is no room for it. An emitter cannot be made to wait.
   * - `'throw'`: the pipeline fails with a `ChannelFullError`, after the events that wait.
   * - `'drop-oldest'`: the event that has waited longest makes room for it.
   * - `'drop-newest'`: it is dropped itself.
   * @default 'throw'
   */
  readonly policy?: 'throw' | 'drop-oldest' | 'drop-newest' | undefined
  /** Ends the pipeline with the signal's reason, and the listening also if nobody iterates. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Events as a source that is read once. It listens from this call on, because an event that nobody
 * listens for is lost, and stops when it ends, when it fails, when its run is over and when the signal is
 * aborted, whichever comes first.
 * @param caller the name of the function, for its messages
 * @param failing the name of the event that is an error, if there is one
 */
export function listened<Name extends string | symbol, Arguments extends readonly unknown[], T>(
  caller: string,
  emitter: Emitter<Name, Arguments, T>,
  name: Name,
  failing: Name | undefined,
  options: ListenOptions<Name>,
): Flow<T> {
  const { close = [], limit = 1024, policy = 'throw', signal } = options
  const closing = (Array.isArray(close) ? close : [close]) as readonly Name[]
  checkNames(caller, emitter, name, failing, closing)
  checkWhole(caller, 'limit', limit, 1)
  checkChoice(caller, 'policy', policy, ['throw', 'drop-oldest', 'drop-newest'])
  checkSignal(caller, signal)

  const events = channel<T>({ limit, policy })
  const cleanups: (() => void)[] = []
  const stop = (): void => {
    for (const cleanup of cleanups.splice(0)) cleanup()
  }
  const listen = (event: Name, listener: (...args: Arguments) => void): void => {
    emitter.on(event, listener)
    cleanups.push(() => emitter.off(event, listener))
  }
  const fail = (error: unknown): void => {
    stop()
    events.fail(error)
  }

  const begin = (): void => {
    if (signal) cleanups.push(onAbort(signal, stop))
    for (const event of new Set(closing)) {
      listen(event, () => {
        stop()
        events.end()
      })
    }
    if (failing !== undefined) listen(failing, (...args) => fail(emitter.toError(...args)))
    listen(name, (...args) => {
      try {
        events.push(emitter.toItem(...args))
      } catch {
        fail(new ChannelFullError(limit, 'Give it a higher limit, or a policy that drops events.'))
      }
    })
  }
  if (!signal?.aborted) {
    try {
      begin()
    } catch (error) {
      stop() // An emitter may refuse a listener, and nobody could take away the ones before it.
      throw error
    }
  }

  let isTaken = false
  const source = fromPull<T>((run) => {
    if (isTaken) throw new AlreadyConsumedError(emitter.itself)
    isTaken = true
    run.defer(stop)
    return run.open(events).pull
  })
  return signal ? pipe(source, withSignal(signal)) : source
}

function checkNames<Name extends string | symbol>(
  caller: string,
  { isName }: Pick<Emitter<Name, never, unknown>, 'isName'>,
  name: Name,
  failing: Name | undefined,
  closing: readonly Name[],
): void {
  const check = (parameter: string, value: unknown): void => {
    if (isName(value)) return
    throw new TypeError(`${caller}: ${parameter} must be the name of an event, got ${show(value)}`)
  }
  check('name', name)
  for (const event of closing) check('close', event)
  if (failing !== undefined) check('error', failing)
  // An event that is an item cannot be the end as well.
  if (closing.includes(name)) {
    throw new RangeError(`${caller}: close must be another event than name, got ${show(name)}`)
  }
  if (failing === name) {
    throw new RangeError(`${caller}: error must be another event than name, got ${show(name)}`)
  }
}
