import { flatMapAsync, map, pipe, prefetch, toArray, type Flow, type Source } from '@rivulet/core'
import {
  fromEvents,
  fromEventTarget,
  fromReadable,
  fromWeb,
  through,
  toReadable,
  toTransform,
  toWeb,
  toWebTransform,
  toWritable,
  writeTo,
} from '@rivulet/streams'
import * as fc from 'fast-check'
import { EventEmitter } from 'node:events'
import { PassThrough, Readable, Writable } from 'node:stream'
import { untyped, written, wrongShape, wrongValue } from './badCalls.ts'
import { SIX } from './inputs.ts'
import type { BadCall, PackageRegistry } from './registration.ts'

const FALSY = 'Node takes a falsy error for none'

const passThrough = (): PassThrough => new PassThrough({ objectMode: true, highWaterMark: 1 })
const swallow = (): Writable =>
  new Writable({
    objectMode: true,
    highWaterMark: 1,
    write: (_item, _encoding, done) => done(),
  })
const identity = () =>
  toTransform(
    map((item: unknown) => item),
    { highWaterMark: 1 },
  )
const webIdentity = () => toWebTransform(map((item: unknown) => item))
const readable = (source: Source) => toReadable(source, { highWaterMark: 1 })

/** `toWeb` awaits the promises of an Iterable, and those of an AsyncIterable are values. */
const asAsync = (source: Source): Source => pipe(source, prefetch(1))

/** One event, and the end. */
function emitted(item: unknown): Flow<unknown> {
  const emitter = new EventEmitter()
  const events = fromEvents(emitter, 'item', { close: 'end' })
  emitter.emit('item', item)
  emitter.emit('end')
  return pipe(
    events,
    map(([value]) => value),
  )
}

/** The same of a target. */
function dispatched(detail: unknown): Flow<unknown> {
  const target = new EventTarget()
  const events = fromEventTarget<CustomEvent<unknown>>(target, 'item', { close: 'end' })
  target.dispatchEvent(Object.assign(new Event('item'), { detail }))
  target.dispatchEvent(new Event('end'))
  return pipe(
    events,
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
    wrongShape(`${name} with signal: {}`, [name, 'signal', 'AbortSignal'], call({ signal: {} })),
  ]
}

/** The bad calls that every function with a stream as its first argument has. */
function notAStream(callee: { name: string }, valid: () => unknown): BadCall[] {
  const { name } = callee
  return [
    ...[undefined, null, 7, 'text', {}, []].map((value) =>
      wrongShape(`${name}(${written(value)})`, [name, 'must be', 'got '], () =>
        untyped(callee, value),
      ),
    ),
    ...badOptions(callee, valid),
  ]
}

function badOptions(callee: { name: string }, valid: () => unknown): BadCall[] {
  const { name } = callee
  return [
    wrongShape(`${name} with null as its options`, [name, 'options', 'got null'], () =>
      untyped(callee, valid(), null),
    ),
    wrongShape(
      `${name} with an object as its signal`,
      [name, 'signal', 'AbortSignal', 'got '],
      () => untyped(callee, valid(), { signal: {} }),
    ),
  ]
}

export const streams: PackageRegistry = {
  fromReadable: {
    kind: 'source',
    cases: [
      {
        title: 'fromReadable(a stream over the source)',
        input: SIX,
        output: SIX,
        build: (source) => fromReadable(readable(source)),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({
      title: 'fromReadable',
      build: (source) => fromReadable(readable(source)),
    }),
    badCalls: notAStream(fromReadable, () => new PassThrough()),
    readOnce: [
      { title: 'fromReadable', make: () => fromReadable(Readable.from(SIX)) },
      { title: 'fromReadable of toReadable', make: () => fromReadable(toReadable(SIX)) },
    ],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toReadable: {
    kind: 'adapter',
    cases: [
      {
        title: 'toReadable',
        input: SIX,
        output: SIX,
        build: (source) => readable(source),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({ title: 'toReadable', build: (source) => readable(source) }),
    badCalls: [
      ...[undefined, null, 7, {}].map((value) =>
        wrongShape(
          `toReadable(${written(value)})`,
          ['toReadable', 'must be an Iterable or an AsyncIterable', 'got '],
          () => untyped(toReadable, value),
        ),
      ),
      ...badOptions(toReadable, () => []),
      wrongShape("toReadable([], { highWaterMark: '1' })", ['toReadable', 'highWaterMark'], () =>
        untyped(toReadable, [], { highWaterMark: '1' }),
      ),
      wrongValue(
        'toReadable([], { highWaterMark: -1 })',
        ['toReadable', 'highWaterMark', '-1'],
        () => untyped(toReadable, [], { highWaterMark: -1 }),
      ),
      wrongShape("toReadable([], { objectMode: 'yes' })", ['toReadable', 'objectMode', 'yes'], () =>
        untyped(toReadable, [], { objectMode: 'yes' }),
      ),
    ],
    readOnce: [{ title: 'toReadable', make: () => toReadable(SIX) }],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  through: {
    kind: 'operator',
    cases: [
      {
        title: 'through(PassThrough)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(passThrough)),
      },
    ],
    random: fc.constant({
      title: 'through',
      build: (source) => pipe(source, through(passThrough)),
    }),
    readOnce: [{ title: 'through(one stream)', make: () => pipe(SIX, through(passThrough())) }],
    badCalls: [undefined, null, 7, {}, new Writable()].map((value) =>
      wrongShape(`through(${written(value)})`, ['through', 'must be', 'got '], () =>
        untyped(through, value),
      ),
    ),
  },

  toTransform: {
    kind: 'operator',
    cases: [
      {
        title: 'through(toTransform(map))',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(identity)),
      },
    ],
    random: fc.constant({
      title: 'toTransform',
      build: (source) => pipe(source, through(identity)),
    }),
    badCalls: [
      ...[undefined, 7, 'text', Symbol('stage')].map((value) =>
        wrongShape(
          `toTransform(${written(value)})`,
          ['toTransform', 'must be an operator or a function', 'got '],
          () => untyped(toTransform, value),
        ),
      ),
      wrongShape('toTransform(toArray())', ['toTransform', 'stage 1 is a sink'], () =>
        untyped(toTransform, toArray()),
      ),
      ...badOptions(toTransform, () => map((item: unknown) => item)),
      wrongValue(
        'toTransform(map(f), { highWaterMark: -1 })',
        ['toTransform', 'highWaterMark', '-1'],
        () => untyped(toTransform, map(String), { highWaterMark: -1 }),
      ),
    ],
  },

  toWritable: {
    kind: 'sink',
    cases: [
      {
        title: 'writeTo(toWritable(toArray()))',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, writeTo(toWritable(toArray(), { highWaterMark: 1 }))),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({
      title: 'toWritable',
      build: (source) => pipe(source, writeTo(toWritable(toArray()))),
    }),
    badCalls: [
      ...[undefined, null, 7, {}, map(String)].map((value) =>
        wrongShape(`toWritable(${written(value)})`, ['toWritable', 'must be a sink', 'got '], () =>
          untyped(toWritable, value),
        ),
      ),
      ...badOptions(toWritable, toArray),
      wrongValue(
        'toWritable(toArray(), { highWaterMark: 0.5 })',
        ['toWritable', 'highWaterMark', '0.5'],
        () => untyped(toWritable, toArray(), { highWaterMark: 0.5 }),
      ),
    ],
  },

  writeTo: {
    kind: 'sink',
    cases: [
      {
        title: 'writeTo',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, writeTo(swallow())),
      },
    ],
    random: fc.constant({ title: 'writeTo', build: (source) => pipe(source, writeTo(swallow())) }),
    badCalls: notAStream(writeTo, swallow),
  },

  fromWeb: {
    kind: 'source',
    cases: [
      {
        title: 'fromWeb(a stream over the source)',
        input: SIX,
        output: SIX,
        build: (source) => fromWeb(toWeb(source)),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({ title: 'fromWeb', build: (source) => fromWeb(toWeb(source)) }),
    passing: [{ title: 'fromWeb', build: (source) => fromWeb(toWeb(asAsync(source))) }],
    badCalls: [
      ...notAStream(fromWeb, () => toWeb([])),
      wrongShape(
        "fromWeb(stream, { preventCancel: 'no' })",
        ['fromWeb', 'preventCancel', "'no'"],
        () => untyped(fromWeb, toWeb([]), { preventCancel: 'no' }),
      ),
    ],
    readOnce: [
      { title: 'fromWeb', make: () => fromWeb(new Blob(['abc']).stream()) },
      { title: 'fromWeb of toWeb', make: () => fromWeb(toWeb(SIX)) },
    ],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toWeb: {
    kind: 'adapter',
    cases: [
      {
        title: 'toWeb',
        input: SIX,
        output: SIX,
        build: (source) => toWeb(source),
        needs: (nth) => nth,
      },
      {
        title: 'toWeb with a high water mark of 3',
        input: SIX,
        output: SIX,
        build: (source) => toWeb(source, { strategy: { highWaterMark: 3 } }),
      },
    ],
    random: fc.record({ highWaterMark: fc.nat(5) }).map((strategy) => ({
      title: `toWeb with a high water mark of ${strategy.highWaterMark}`,
      build: (source) => toWeb(source, { strategy }),
    })),
    passing: [{ title: 'toWeb', build: (source) => toWeb(asAsync(source)) }],
    badCalls: [
      ...[undefined, null, 7, {}].map((value) =>
        wrongShape(
          `toWeb(${written(value)})`,
          ['toWeb', 'must be an Iterable or an AsyncIterable', 'got '],
          () => untyped(toWeb, value),
        ),
      ),
      ...badOptions(toWeb, () => []),
      wrongShape("toWeb([], { type: 'text' })", ['toWeb', 'type', "'bytes'", "'text'"], () =>
        untyped(toWeb, [], { type: 'text' }),
      ),
      wrongShape('toWeb([], { strategy: 3 })', ['toWeb', 'strategy', 'object', 'got 3'], () =>
        untyped(toWeb, [], { strategy: 3 }),
      ),
      wrongValue(
        'toWeb([], { strategy: { highWaterMark: 0.5 } })',
        ['toWeb', 'highWaterMark', 'at least 0', '0.5'],
        () => untyped(toWeb, [], { strategy: { highWaterMark: 0.5 } }),
      ),
    ],
    readOnce: [{ title: 'toWeb', make: () => toWeb(SIX) }],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toWebTransform: {
    kind: 'operator',
    cases: [
      {
        title: 'through(toWebTransform(map))',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(webIdentity)),
      },
    ],
    random: fc.constant({
      title: 'toWebTransform',
      build: (source) => pipe(source, through(webIdentity)),
    }),
    passing: [{ title: 'toWebTransform', build: (source) => pipe(source, through(webIdentity)) }],
    badCalls: [
      ...[undefined, null, 7, 'map', {}].map((value) =>
        wrongShape(
          `toWebTransform(${written(value)})`,
          ['toWebTransform', 'stage 1', 'must be an operator or a function', 'got '],
          () => untyped(toWebTransform, value),
        ),
      ),
      wrongShape('toWebTransform()', ['toWebTransform', 'at least one stage'], () =>
        untyped(toWebTransform),
      ),
      wrongShape('toWebTransform(toArray())', ['toWebTransform', 'stage 1', 'sink'], () =>
        untyped(toWebTransform, toArray()),
      ),
    ],
    readOnce: [{ title: 'toWebTransform', make: () => pipe(SIX, through(webIdentity())) }],
  },

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
