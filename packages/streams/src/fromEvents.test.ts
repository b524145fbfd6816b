import {
  AlreadyConsumedError,
  ChannelFullError,
  CURSOR,
  filter,
  map,
  pipe,
  take,
  toArray,
  type Flow,
} from '@rivulet/core'
import { EventEmitter, getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { fromEvents, type FromEventsOptions } from './fromEvents.ts'
import { fromEventTarget, type FromEventTargetOptions } from './fromEventTarget.ts'
import { listeners, rejection, turns, uncaught, untilError } from './testSupport.ts'

const error = new Error('broken')

/** An emitter of one kind, and how the tests use it. */
interface Kind {
  listen(options?: FromEventsOptions & FromEventTargetOptions): Flow<unknown>
  emit(name: string, value?: unknown): void
  /** How many listeners there are. */
  count(): number
}

const kinds: Record<string, () => Kind> = {
  'an EventEmitter': () => {
    const emitter = new EventEmitter()
    return {
      listen: (options) =>
        pipe(
          fromEvents(emitter, 'item', options),
          map(([value]) => value),
        ),
      emit: (name, value) => void emitter.emit(name, value),
      count: () => listeners(emitter).length,
    }
  },
  'an EventTarget': () => {
    const target = new EventTarget()
    return {
      listen: (options) =>
        pipe(
          fromEventTarget<CustomEvent<unknown>>(target, 'item', { error: 'error', ...options }),
          map(({ detail }) => detail),
        ),
      emit: (name, value) =>
        target.dispatchEvent(
          name === 'error'
            ? Object.assign(new Event(name), { error: value })
            : Object.assign(new Event(name), { detail: value }),
        ),
      count: () =>
        ['item', 'end', 'stop', 'error'].flatMap((name) => getEventListeners(target, name)).length,
    }
  },
}

describe.each(Object.entries(kinds))('the events of %s', (_, make) => {
  test('events before the first pull are kept, in order, then the end', async () => {
    const { listen, emit, count } = make()
    const events = listen({ close: 'end' })
    for (const value of [1, 2]) emit('item', value)
    const iterator = events[Symbol.asyncIterator]()
    emit('item', 3)
    const items = [await iterator.next(), await iterator.next()].map(({ value }): unknown => value)
    emit('item', 4)
    emit('end')
    emit('item', 'too late')
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      items.push(next.value)
    }
    expect(items).toEqual([1, 2, 3, 4])
    expect(count()).toBe(0)
  })

  test('wake a run that waits', async () => {
    const { listen, emit } = make()
    const first = pipe(listen(), take(1), toArray())
    await turns()
    emit('item', 1)
    expect(await first).toEqual([1])
  })

  test('several names may close it', async () => {
    for (const name of ['end', 'stop']) {
      const { listen, emit, count } = make()
      const events = listen({ close: ['end', 'stop', 'end'] })
      emit(name)
      expect(await pipe(events, toArray())).toEqual([])
      expect(count()).toBe(0)
    }
  })

  test('N items then the error, and no error after end', async () => {
    const { listen, emit, count } = make()
    const events = listen({ close: 'end' })
    for (const value of [1, 2]) emit('item', value)
    emit('error', error)
    emit('end')
    expect(await untilError(events)).toEqual({ items: [1, 2], error })
    expect(count()).toBe(0)
  })

  test.each([null, 'text', 0])('thrown `null` and strings survive: %o', async (thrown) => {
    const { listen, emit } = make()
    const events = listen()
    emit('error', thrown)
    expect(await untilError(events)).toEqual({ items: [], error: thrown })
  })

  test('`undefined`, `0`, an empty string and `false` survive', async () => {
    const { listen, emit } = make()
    const events = listen({ close: 'end' })
    const values = [undefined, null, 0, '', false]
    for (const value of values) emit('item', value)
    emit('end')
    expect(await pipe(events, toArray())).toEqual(values)
  })

  describe('event overflow by policy', () => {
    test('throw: what waits is delivered, then a ChannelFullError', async () => {
      const { listen, emit, count } = make()
      const events = listen({ limit: 2 })
      for (const value of [1, 2, 3, 4]) emit('item', value)
      expect(count()).toBe(0)
      const { items, error: thrown } = await untilError(events)
      expect(items).toEqual([1, 2])
      expect(thrown).toBeInstanceOf(ChannelFullError)
      expect(String(thrown)).toContain('may hold 2 items')
    })

    test.each([
      ['drop-oldest', [3, 4]],
      ['drop-newest', [1, 2]],
    ] as const)('%s', async (policy, kept) => {
      const { listen, emit } = make()
      const events = listen({ limit: 2, policy, close: 'end' })
      for (const value of [1, 2, 3, 4]) emit('item', value)
      emit('end')
      expect(await pipe(events, toArray())).toEqual(kept)
    })

    test('a reader that keeps up never meets the limit', async () => {
      const { listen, emit } = make()
      const iterator = listen({ limit: 1 })[Symbol.asyncIterator]()
      for (let value = 0; value < 10; value++) {
        emit('item', value)
        expect((await iterator.next()).value).toBe(value)
      }
      await iterator.return?.()
    })
  })

  describe('no listener left on any way out', () => {
    test.each<[string, (events: Flow<unknown>, emit: Kind['emit']) => unknown]>([
      [
        'break',
        async (events) => {
          for await (const item of events) {
            void item
            break
          }
        },
      ],
      [
        'a throw in the loop',
        (events) =>
          rejection(
            pipe(
              events,
              map(() => {
                throw error
              }),
              toArray(),
            ),
          ),
      ],
      ['a sink that has enough', (events) => pipe(events, take(1), toArray())],
      ['a run that was never pulled', (events) => events[CURSOR]().close()],
      [
        'return while it waits',
        async (events) => {
          const iterator = pipe(
            events,
            filter(() => false),
          )[Symbol.asyncIterator]()
          const next = iterator.next()
          await turns()
          await iterator.return?.()
          expect((await next).done).toBe(true)
        },
      ],
    ])('%s', async (__, leave) => {
      const { listen, emit, count } = make()
      const events = listen({ close: ['end', 'stop'] })
      emit('item', 1)
      expect(count()).toBe(4)
      await leave(events, emit)
      expect(count()).toBe(0)
    })
  })

  describe('a signal', () => {
    test('an aborted signal leaves the source untouched', async () => {
      const { listen, count } = make()
      const events = listen({ signal: AbortSignal.abort(error) })
      expect(count()).toBe(0)
      expect(await untilError(events)).toEqual({ items: [], error })
    })

    test.each([error, 'stop', null, { stop: true }])(
      'abort in the middle and abort while pending forever keep the reason: %o',
      async (reason) => {
        for (const values of [[1, 2], [1]]) {
          const { listen, emit, count } = make()
          const controller = new AbortController()
          const iterator = listen({ signal: controller.signal })[Symbol.asyncIterator]()
          for (const value of values) emit('item', value)
          await iterator.next()
          const next = values.length === 1 ? rejection(iterator.next()) : undefined
          controller.abort(reason)
          expect(await (next ?? rejection(iterator.next()))).toBe(reason)
          expect(count()).toBe(0)
        }
      },
    )

    test('releases what nobody iterates', async () => {
      const { listen, emit, count } = make()
      const controller = new AbortController()
      const events = listen({ signal: controller.signal })
      emit('item', 1)
      expect(count()).toBe(2)
      controller.abort(error)
      expect(count()).toBe(0)
      expect(await untilError(events)).toEqual({ items: [], error })
    })

    test('abort afterwards does nothing', async () => {
      const { listen, emit } = make()
      const controller = new AbortController()
      const events = listen({ signal: controller.signal, close: 'end' })
      emit('end')
      await pipe(events, toArray())
      expect(await uncaught(() => controller.abort())).toEqual([])
    })

    test('no listener left after 1,000 runs on one signal', async () => {
      const { signal } = new AbortController()
      const { listen, emit, count } = make()
      for (let run = 0; run < 1000; run++) {
        const events = listen({ signal, close: 'end' })
        emit('item', run)
        if (run % 2 === 0) emit('end')
        await pipe(events, take(1), toArray())
      }
      expect(getEventListeners(signal, 'abort')).toEqual([])
      expect(count()).toBe(0)
    })
  })

  test('two iterators: the second gets an AlreadyConsumedError, and the first goes on', async () => {
    const { listen, emit } = make()
    const events = listen()
    const iterator = events[Symbol.asyncIterator]()
    expect(await rejection(pipe(events, toArray()))).toBeInstanceOf(AlreadyConsumedError)
    emit('item', 1)
    expect((await iterator.next()).value).toBe(1)
    await iterator.return?.()
  })

  test('two sources on one emitter are independent', async () => {
    const { listen, emit, count } = make()
    const [left, right] = [listen(), listen()]
    emit('item', 1)
    expect(await pipe(left, take(1), toArray())).toEqual([1])
    expect(await pipe(right, take(1), toArray())).toEqual([1])
    expect(count()).toBe(0)
  })

  test.each([
    [null, TypeError, /options must be an object, got null/],
    [{ limit: '1' }, TypeError, /limit must be a whole number of at least 1, got '1'/],
    [{ limit: 0 }, RangeError, /limit must be a whole number of at least 1, got 0/],
    [{ limit: Infinity }, RangeError, /limit must be a whole number of at least 1, got Infinity/],
    [{ policy: 'wait' }, RangeError, /policy must be 'throw', 'drop-oldest' or .*, got 'wait'/],
    [{ policy: 1 }, TypeError, /policy must be 'throw', 'drop-oldest' or .*, got 1/],
    [{ close: 5 }, TypeError, /close must be the name of an event, got 5/],
    [{ close: ['end', 5] }, TypeError, /close must be the name of an event, got 5/],
    [{ close: 'item' }, RangeError, /close must be another event than name, got 'item'/],
    [{ error: {} }, TypeError, /error must be the name of an event, got {}/],
    [{ error: 'item' }, RangeError, /error must be another event than name, got 'item'/],
    [{ signal: {} }, TypeError, /signal must be an AbortSignal, got {}/],
  ])('bad arguments throw at the call, and leave no listener: %o', (options, type, message) => {
    const { listen, count } = make()
    const call = (): unknown =>
      options === null
        ? [fromEvents(new EventEmitter(), 'item', options as never)]
        : listen(options as never)
    expect(call).toThrow(type)
    expect(call).toThrow(message)
    expect(count()).toBe(0)
  })
})

describe('fromEvents', () => {
  test('leaves no listener on an emitter that refuses one', () => {
    const emitter = new EventEmitter()
    const { signal } = new AbortController()
    const refuse = (name: string): void => {
      if (name === 'item') throw new Error('no more')
    }
    emitter.on('newListener', refuse)
    expect(() => fromEvents(emitter, 'item', { close: 'end', signal })).toThrow('no more')
    emitter.off('newListener', refuse)
    expect(emitter.eventNames()).toEqual([])
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('gives all arguments of an event', async () => {
    const emitter = new EventEmitter()
    const events = fromEvents<[string, number]>(emitter, 'item', { close: 'end' })
    emitter.emit('item', 'a', 1)
    emitter.emit('item')
    emitter.emit('end')
    expect(await pipe(events, toArray())).toEqual([['a', 1], []])
  })

  test('keeps an error from ending the process until somebody reads it', async () => {
    const emitter = new EventEmitter()
    const events = fromEvents(emitter, 'item')
    expect(await uncaught(() => emitter.emit('error', error))).toEqual([])
    expect(await untilError(events)).toEqual({ items: [], error })
  })

  test('takes the errors themselves as events', async () => {
    const emitter = new EventEmitter()
    const errors = fromEvents(emitter, 'error', { close: 'end' })
    emitter.emit('error', error)
    emitter.emit('end')
    expect(await pipe(errors, toArray())).toEqual([[error]])
  })

  test.each([undefined, null, 1, 'emitter', {}, new EventTarget()])(
    'an emitter that is %o is a TypeError at once',
    (emitter) => {
      expect(() => fromEvents(emitter as never, 'item')).toThrow(
        /^fromEvents: the emitter must be an EventEmitter, got /,
      )
    },
  )

  test.each([undefined, null, 1, {}])('a name that is %o is a TypeError at once', (name) => {
    expect(() => fromEvents(new EventEmitter(), name as never)).toThrow(
      /^fromEvents: name must be the name of an event, got /,
    )
  })
})

describe('fromEventTarget', () => {
  test('wraps an event that is an error and has none', async () => {
    const target = new EventTarget()
    const events = fromEventTarget(target, 'item', { error: 'error' })
    const event = new Event('error')
    target.dispatchEvent(event)
    expect((await untilError(events)).error).toEqual(
      new Error("fromEventTarget: there was an event 'error'", { cause: event }),
    )
  })

  test.each([undefined, null, 1, 'target', {}, new EventEmitter()])(
    'a target that is %o is a TypeError at once',
    (target) => {
      expect(() => fromEventTarget(target as never, 'item')).toThrow(
        /^fromEventTarget: the target must be an EventTarget, got /,
      )
    },
  )

  test.each([undefined, Symbol('item')])('a name that is %o is a TypeError at once', (name) => {
    expect(() => fromEventTarget(new EventTarget(), name as never)).toThrow(
      /^fromEventTarget: name must be the name of an event, got /,
    )
  })
})
