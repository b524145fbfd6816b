import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { dripping, latch, recorded, recordedAsync, silent, turn } from '../testSupport.ts'
import { tap } from '../operators/tap.ts'
import { withSignal } from '../operators/withSignal.ts'
import { toArray } from '../sinks/toArray.ts'
import { pipe } from './pipe.ts'

const noted = (events: string[]) =>
  async function* (items: AsyncIterable<string>): AsyncGenerator<string> {
    try {
      for await (const item of items) yield item
    } catch (error) {
      events.push(`generator caught ${(error as Error).name}`)
      throw error
    } finally {
      events.push('generator finished')
    }
  }

describe('a generator that is left', () => {
  test('at a `yield` closes what it iterates by itself, once', async () => {
    const events: string[] = []
    for await (const _ of pipe(recordedAsync(['a', 'b'], events), noted(events))) break
    expect(events).toEqual([
      'source opened',
      'source asked',
      'source closing',
      'source closed',
      'generator finished',
    ])
  })

  test('at a `yield` runs the `finally` in its loop before its source is closed', async () => {
    const events: string[] = []
    const confirmed = async function* (items: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const item of items) {
        try {
          yield item
        } finally {
          await turn()
          events.push(`${item} confirmed`)
        }
      }
    }
    for await (const _ of pipe(recordedAsync(['a', 'b'], events), confirmed)) break
    expect(events.slice(2)).toEqual(['a confirmed', 'source closing', 'source closed'])
  })

  test('runs that first when it is synchronous, too', () => {
    const events: string[] = []
    const confirmed = function* (items: Iterable<string>): Generator<string> {
      for (const item of items) {
        try {
          yield item
        } finally {
          events.push(`${item} confirmed`)
        }
      }
    }
    for (const _ of pipe(recorded(['a', 'b'], events), confirmed)) break
    expect(events.slice(2)).toEqual(['a confirmed', 'source closed'])
  })

  test('at a `yield` can read on what it holds by hand', async () => {
    const rest: string[] = []
    const drained = async function* (items: AsyncIterable<string>): AsyncGenerator<string> {
      const iterator = items[Symbol.asyncIterator]()
      try {
        yield (await iterator.next()).value as string
      } finally {
        for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
          rest.push(next.value)
        }
      }
    }
    for await (const _ of pipe(dripping(['a', 'b', 'c']), drained)) break
    expect(rest).toEqual(['b', 'c'])
  })

  test('at a `yield` has a `next()` that it does not wait for answered with the end', async () => {
    const answers: unknown[] = []
    const ahead = async function* (items: AsyncIterable<string>): AsyncGenerator<string> {
      void items[Symbol.asyncIterator]()
        .next()
        .then(
          (answer) => answers.push(answer),
          (error: unknown) => answers.push(error),
        )
      yield 'first'
    }
    for await (const _ of pipe(silent(), ahead)) break
    await turn()
    expect(answers).toEqual([{ value: undefined, done: true }])
  })

  test('while it waits for an item that never comes gets to its `finally`', async () => {
    const events: string[] = []
    const source = silent()
    const iterator = pipe(source, noted(events))[Symbol.asyncIterator]()
    const pending = iterator.next()
    await turn()
    await iterator.return?.()
    expect(await pending).toEqual({ value: undefined, done: true })
    expect(events).toEqual(['generator caught AbortError', 'generator finished'])
    expect(source.closed).toBe(true)
  })

  test('and so do all of several in a row', async () => {
    const events: string[] = []
    const source = silent()
    const iterator = pipe(source, noted(events), noted(events))[Symbol.asyncIterator]()
    void iterator.next()
    await turn()
    await iterator.return?.()
    expect(events.filter((event) => event === 'generator finished')).toHaveLength(2)
    expect(source.closed).toBe(true)
  })

  describe('while it waits for something else does not find that its source has ended', () => {
    type Saving = [saved: Promise<void>, events: string[]]
    const save = (...[saved, events]: Saving) =>
      async function* (items: AsyncIterable<number>): AsyncGenerator {
        for await (const _ of items) await saved
        yield events.push('complete')
      }
    const saveInTurn = (...[saved, events]: Saving) =>
      async function* (items: Iterable<number>): AsyncGenerator {
        for (const _ of items) await saved
        yield events.push('complete')
      }

    test.each([
      ['`for await`', (...of: Saving) => pipe(dripping([1, 2]), save(...of))],
      ['`for`', (...of: Saving) => pipe([1, 2], saveInTurn(...of))],
    ])('in a %s loop', async (_loop, pipeline) => {
      const saved = latch()
      const events: string[] = []
      const iterator = pipeline(saved.promise, events)[Symbol.asyncIterator]()
      void iterator.next()
      await turn()
      await iterator.return?.()
      saved.resolve()
      await turn()
      expect(events).toEqual([])
    })
  })

  test('by an abort from its source does not find that its source has ended', () => {
    const events: string[] = []
    const controller = new AbortController()
    const abort = (): void => controller.abort(new Error('stop'))
    const save = function* (items: Iterable<number>): Generator {
      for (const _ of items);
      events.push('complete')
      yield events
    }
    const run = (): unknown =>
      pipe([1, 2], tap(abort), save, withSignal(controller.signal), toArray())
    expect(run).toThrow('stop')
    expect(events).toEqual([])
  })

  test('has everything closed that it opened of its source, also what it holds by hand', () => {
    const events: string[] = []
    const source = recorded(['a', 'b'], events)
    const pairs = function* (letters: Iterable<string>): Generator<[string, string]> {
      const [one, other] = [letters[Symbol.iterator](), letters[Symbol.iterator]()]
      yield [one.next().value as string, other.next().value as string]
      yield ['never', 'asked for']
    }
    for (const pair of pipe(source, pairs)) {
      expect(pair).toEqual(['a', 'a'])
      break
    }
    expect(events.filter((event) => event === 'source closed')).toHaveLength(2)
  })

  test('before it began has its source closed, so that no stream stays open', async () => {
    const stream = Readable.from(['a', 'b'])
    const iterator = pipe(stream, noted([]))[Symbol.asyncIterator]()
    await iterator.return?.()
    expect(stream.destroyed).toBe(true)
  })
})

describe('an error from closing the source', () => {
  const failing = (name: string): Iterable<number> => ({
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return: () => {
        throw new Error(name)
      },
    }),
  })

  test('that the generator holds by hand reaches the loop that is left', () => {
    const stage = function* (items: Iterable<number>): Generator {
      yield items[Symbol.iterator]().next()
    }
    const leave = (): void => {
      for (const _ of pipe(failing('cleanup'), stage)) break
    }
    expect(leave).toThrow('cleanup')
  })

  test('that an async generator holds by hand does, too', async () => {
    const stage = async function* (items: Iterable<number> | AsyncIterable<number>) {
      if (!(Symbol.asyncIterator in items)) throw new Error('no async iterator')
      yield items[Symbol.asyncIterator]().next()
    }
    const leave = async (): Promise<void> => {
      for await (const _ of pipe(failing('cleanup'), stage)) break
    }
    await expect(leave()).rejects.toThrow('cleanup')
  })

  test('that the generator never opened does, too', async () => {
    const leave = async (): Promise<void> => {
      for await (const _ of pipe(failing('cleanup'), async function* () {
        yield 1
      }))
        break
    }
    await expect(leave()).rejects.toThrow('cleanup')
  })

  test('keeps none of several from being waited for', async () => {
    const events: string[] = []
    let opened = 0
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => {
        const number = ++opened
        return {
          next: async () => ({ value: 1, done: false }),
          return: async () => {
            if (number === 2) throw new Error('cleanup')
            await turn()
            events.push('closed')
            return { value: undefined, done: true }
          },
        }
      },
    }
    const stage = async function* (items: AsyncIterable<number>): AsyncGenerator {
      for (let count = 0; count < 2; count++) items[Symbol.asyncIterator]()
      yield 1
    }
    const leave = async (): Promise<void> => {
      for await (const _ of pipe(source, stage)) break
    }
    await expect(leave()).rejects.toThrow('cleanup')
    expect(events).toEqual(['closed'])
  })
})

test('a generator that ends before its source has that closed', async () => {
  const source = recordedAsync(['a', 'b'])
  const first = async function* (items: AsyncIterable<string>): AsyncGenerator<string> {
    const { value } = await items[Symbol.asyncIterator]().next()
    yield value as string
  }
  const items: string[] = []
  for await (const item of pipe(source, first)) items.push(item)
  expect(items).toEqual(['a'])
  expect(source.events.at(-1)).toBe('source closed')
})

test('a generator that reads its source to the end closes nothing', () => {
  const source = recorded(['a'])
  const seq = pipe(source, function* (letters) {
    yield* letters
  })
  expect([...seq]).toEqual(['a'])
  expect(source.events).not.toContain('source closed')
})

test('the error of a source is caught by the generator, which may go on', async () => {
  const broken = (async function* () {
    yield 'a'
    throw new Error('broken')
  })()
  const mended = pipe(broken, async function* (items) {
    try {
      yield* items
    } catch (error) {
      yield (error as Error).message
    }
  })
  const items: string[] = []
  for await (const item of mended) items.push(item)
  expect(items).toEqual(['a', 'broken'])
})

describe('an async generator over a synchronous source', () => {
  const relay = async function* (
    letters: Iterable<string | Promise<string>> | AsyncIterable<string>,
  ): AsyncGenerator<string> {
    for await (const letter of letters) yield letter
  }

  test('is given promises settled, as `for await` does', async () => {
    const items: string[] = []
    for await (const item of pipe(['a', Promise.resolve('b')], relay)) items.push(item)
    expect(items).toEqual(['a', 'b'])
  })

  test('of which a promise rejects has the source closed', async () => {
    const source = recorded([Promise.reject(new Error('item')), Promise.resolve('b')])
    const iterator = pipe(source, relay)[Symbol.asyncIterator]()
    await expect(iterator.next()).rejects.toThrow('item')
    expect(source.events.at(-1)).toBe('source closed')
  })
})
