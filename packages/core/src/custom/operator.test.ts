import { describe, expect, test } from 'vitest'
import { map } from '../operators/map.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping, recorded, recordedAsync, turn } from '../testSupport.ts'
import { bodyOf, type Many, type Operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, noItem, WAIT } from '../kernel/pull.ts'
import { operator } from './operator.ts'
import { sink } from './sink.ts'

/** Delivers each item twice. */
const twice = <T>() =>
  operator<T, T>((up) => {
    let again: { item: T } | undefined
    return () => {
      if (again) {
        const { item } = again
        again = undefined
        return item
      }
      const item = up()
      if (!noItem(item)) again = { item }
      return item
    }
  })

describe('an operator of your own', () => {
  test('whose `start` returns no pull is refused, and its source closed', () => {
    const start = function* () {} as never // which is written like a stage
    const stages = { operator: operator(start), sink: sink(start) }
    for (const [name, stage] of Object.entries(stages)) {
      const source = recorded([1])
      expect(() => Array.from(pipe(source, stage as Operator<number, Many<never>>))).toThrow(
        new TypeError(`${name}: what start returns must be a function, got a Generator`),
      )
      expect(source.events).toEqual(['source opened', 'source closed'])
    }
  })

  test('runs in both kinds of pipeline', async () => {
    expect(pipe([1, 2], twice(), toArray())).toEqual([1, 1, 2, 2])
    expect(await pipe(dripping([1, 2]), twice(), toArray())).toEqual([1, 1, 2, 2])
  })

  test('starts anew in each run, and not before', () => {
    let starts = 0
    const counting = operator<number, number>((up) => {
      starts++
      return up
    })
    const seq = pipe([1], counting)
    expect(starts).toBe(0)
    expect([...seq, ...seq]).toEqual([1, 1])
    expect(starts).toBe(2)
  })

  test('of the kind `async` makes a synchronous pipeline asynchronous', async () => {
    const slow = operator<number, number, 'async'>(
      (up, run) => {
        let waited = false
        return () => {
          if (waited) return up()
          waited = true
          void turn().then(() => run.wake())
          return WAIT
        }
      },
      { kind: 'async' },
    )
    expect(await pipe([1, 2], slow, toArray())).toEqual([1, 2])
  })

  test('has its cleanup called before the source is closed', async () => {
    const events: string[] = []
    const guarded = operator<string, string>((up, run) => {
      run.defer(() => events.push('operator'))
      return up
    })
    for (const _ of pipe(recorded(['a'], events), guarded)) break
    expect(events.slice(-2)).toEqual(['operator', 'source closed'])
    for await (const _ of pipe(recordedAsync(['a'], events), guarded)) break
    expect(events.slice(-3)).toEqual(['operator', 'source closing', 'source closed'])
  })

  test('that throws when it starts fails the first `next`, after the source was closed', () => {
    const source = recorded(['a'])
    const broken = operator<string, string>(() => {
      throw new Error('start')
    })
    const iterator = pipe(source, broken)[Symbol.iterator]()
    expect(() => iterator.next()).toThrow('start')
    expect(source.events).toEqual(['source opened', 'source closed'])
  })

  test('may answer `DONE` before its source does, which closes the source', () => {
    const source = recorded(['a', 'b'])
    expect(
      pipe(
        source,
        operator(() => () => DONE),
        toArray(),
      ),
    ).toEqual([])
    expect(source.events).toEqual(['source opened', 'source closed'])
  })
})

test('a sink of your own gives its result, also `undefined`', async () => {
  const last = <T>() =>
    sink<T, T | undefined>((up) => {
      let latest: T | undefined
      return () => {
        for (;;) {
          const item = up()
          if (item === WAIT) return WAIT
          if (item === DONE) return latest
          latest = item
        }
      }
    })
  expect(pipe([1, 2], last())).toBe(2)
  expect(await pipe(dripping([1, 2]), last())).toBe(2)
  expect(pipe([], last())).toBeUndefined()
})

describe.each([
  ['operator', operator],
  ['sink', sink],
])('%s()', (name, make) => {
  test('refuses a start that is no function', () => {
    // @ts-expect-error a function is required
    expect(() => make(undefined)).toThrow(
      new TypeError(`${name}: start must be a function, got undefined`),
    )
  })

  test('refuses options that are no object', () => {
    // @ts-expect-error an object is required
    expect(() => make(() => () => DONE, 'async')).toThrow(
      new TypeError(`${name}: options must be an object, got "async"`),
    )
  })

  test('refuses a kind that there is not', () => {
    // @ts-expect-error there are two kinds
    expect(() => make(() => () => DONE, { kind: 'slow' })).toThrow(
      new RangeError(`${name}: kind must be 'sync' or 'async', got "slow"`),
    )
  })
})

test('`bodyOf` tells operators from everything else', () => {
  expect(bodyOf(map(String))).toMatchObject({ kind: 'sync', output: 'many' })
  expect(bodyOf(toArray())).toMatchObject({ kind: 'sync', output: 'one' })
  expect([undefined, null, 1, 'map', {}, () => {}, [1]].map(bodyOf)).toEqual(
    Array(7).fill(undefined),
  )
})
