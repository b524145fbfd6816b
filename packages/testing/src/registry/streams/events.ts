import { flatMapAsync, map, pipe, type Flow } from '@rivulet/core'
import { fromEvents, fromEventTarget } from '@rivulet/streams'
import { EventEmitter } from 'node:events'
import { notASignal, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

/** One event, and the end. */
function emitted(item: unknown): Flow<unknown> {
  const emitter = new EventEmitter()
  const source = fromEvents(emitter, 'item', { close: 'end' })
  emitter.emit('item', item)
  emitter.emit('end')
  return pipe(
    source,
    map(([value]) => value),
  )
}

/** The same of a target. */
function dispatched(detail: unknown): Flow<unknown> {
  const target = new EventTarget()
  const source = fromEventTarget<CustomEvent<unknown>>(target, 'item', { close: 'end' })
  target.dispatchEvent(Object.assign(new Event('item'), { detail }))
  target.dispatchEvent(new Event('end'))
  return pipe(
    source,
    map((event) => event.detail),
  )
}

/** The bad calls of what listens to events. */
function badListening(callee: { name: string }, emitter: () => object): BadCall[] {
  const { name } = callee
  const call = (options: unknown) => (): unknown => untyped(callee, emitter(), 'item', options)
  return [
    ...[undefined, null, 7, {}].map((value) =>
      wrongShape(`${name}(${written(value)})`, [name, 'must be', 'got '], () =>
        untyped(callee, value, 'item'),
      ),
    ),
    wrongShape(`${name} without a name`, [name, 'name', 'got undefined'], () =>
      untyped(callee, emitter()),
    ),
    wrongShape(`${name} with null as its options`, [name, 'options', 'got null'], call(null)),
    wrongShape(
      `${name} with limit: '1'`,
      [name, 'limit', 'at least 1', "'1'"],
      call({ limit: '1' }),
    ),
    wrongValue(`${name} with limit: 0`, [name, 'limit', 'at least 1', 'got 0'], call({ limit: 0 })),
    wrongValue(
      `${name} with policy: 'wait'`,
      [name, 'policy', 'drop-oldest', "'wait'"],
      call({ policy: 'wait' }),
    ),
    wrongShape(`${name} with close: 5`, [name, 'close', 'got 5'], call({ close: 5 })),
    wrongValue(`${name} with close: 'item'`, [name, 'close', "'item'"], call({ close: 'item' })),
    notASignal(callee, (signal) => untyped(callee, emitter(), 'item', { signal })),
  ]
}

/** The sources of events. */
export const events: PackageRegistry = {
  fromEvents: {
    kind: 'source',
    cases: [
      {
        title: 'fromEvents, as the inner source of a flatMapAsync',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, flatMapAsync(emitted)),
        needs: (nth) => nth,
      },
    ],
    passing: [{ title: 'fromEvents', build: (source) => pipe(source, flatMapAsync(emitted)) }],
    badCalls: badListening(fromEvents, () => new EventEmitter()),
    readOnce: [{ title: 'fromEvents', make: () => emitted(1) }],
  },

  fromEventTarget: {
    kind: 'source',
    cases: [
      {
        title: 'fromEventTarget, as the inner source of a flatMapAsync',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, flatMapAsync(dispatched)),
        needs: (nth) => nth,
      },
    ],
    passing: [
      { title: 'fromEventTarget', build: (source) => pipe(source, flatMapAsync(dispatched)) },
    ],
    badCalls: badListening(fromEventTarget, () => new EventTarget()),
    readOnce: [{ title: 'fromEventTarget', make: () => dispatched(1) }],
  },
}
