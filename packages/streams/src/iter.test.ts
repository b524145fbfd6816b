import { AlreadyConsumedError, CURSOR, fromBatches, pipe, take, toArray } from '@rivulet/core'
import { getEventListeners } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { fromStreamIter, toStreamIter } from './iter.ts'
import { latch, readOne, recorded, rejection, turns, untilError } from './testSupport.ts'

/** What is used of Node's module here. */
interface Node {
  pull(source: unknown, ...transforms: unknown[]): AsyncIterable<Uint8Array[]>
  from(source: unknown): AsyncIterable<Uint8Array[]>
  text(source: unknown): Promise<string>
}

const node = process.getBuiltinModule('node:stream/iter') as Node | undefined
const { pull, from, text } = node ?? ({} as Node)

const error = new Error('broken')
const bytes = (letters: string): Uint8Array => new TextEncoder().encode(letters)
const letters = (chunks: Iterable<Uint8Array>): string[] =>
  Array.from(chunks, (chunk) => Buffer.from(chunk).toString())

test('without node:stream/iter both throw an error that says so', () => {
  const missing = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  try {
    for (const call of [() => fromStreamIter([]), () => toStreamIter([])]) {
      expect(call).toThrow(
        /^(?:from|to)StreamIter: Node \S+ has no node:stream\/iter here\. It needs Node 24\.20/,
      )
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_UNKNOWN_BUILTIN_MODULE' }))
    }
  } finally {
    missing.mockRestore()
  }
})

describe.skipIf(node === undefined)('with node:stream/iter (Node 24.20 and 26, by a flag)', () => {
  describe('fromStreamIter', () => {
    test('delivers the chunks of batches, also of what Node makes', async () => {
      const batches = [[bytes('a'), bytes('b')], [], [bytes('c')]]
      const upper = (chunks: Uint8Array[] | null): Uint8Array[] | null =>
        chunks && chunks.map((chunk) => bytes(Buffer.from(chunk).toString().toUpperCase()))
      for (const [source, expected] of [
        [batches, ['a', 'b', 'c']],
        [recorded(batches), ['a', 'b', 'c']],
        [pull(batches, upper), ['A', 'B', 'C']],
        [from('text'), ['text']],
      ] as const) {
        expect(letters(await pipe(fromStreamIter(source), toArray()))).toEqual(expected)
      }
    })

    test('reads what says itself how it is read', async () => {
      const greeting = { [Symbol.for('Stream.toAsyncStreamable')]: () => 'hello' }
      expect(letters(await pipe(fromStreamIter(greeting), toArray()))).toEqual(['hello'])
      const readable = Readable.from(['a', 'b'])
      expect(letters(await pipe(fromStreamIter(readable), toArray())).join('')).toBe('ab')
    })

    test.each([
      ['a string', 'aé漢'],
      ['a Buffer', Buffer.from('aé漢')],
      ['a Uint8Array', bytes('aé漢')],
    ])('%s as a source is one chunk', async (_, source) => {
      expect(letters(await pipe(fromStreamIter(source), toArray()))).toEqual(['aé漢'])
    })

    test('break calls `return()` exactly once, and waits for the cleanup', async () => {
      const gate = latch()
      const source = recorded([[bytes('a')], [bytes('b')]], { cleanup: () => gate.promise })
      const loop = readOne(fromStreamIter(source))
      await turns()
      expect(source.events).toEqual(['closing'])
      gate.open()
      await loop
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('its error reaches the breaker', async () => {
      const cleanup = (): never => {
        throw error
      }
      const source = recorded([[bytes('a'), bytes('b')]], { cleanup })
      expect(await rejection(readOne(fromStreamIter(source)))).toBe(error)
    })

    test('N items then the error', async () => {
      const source = recorded([[bytes('a'), bytes('b')]], { error })
      const { items, error: thrown } = await untilError(fromStreamIter(source))
      expect([letters(items), thrown]).toEqual([['a', 'b'], error])
    })

    test('a run that was never pulled closes the source', async () => {
      const source = recorded([[bytes('a')]])
      await fromStreamIter(source)[CURSOR]().close()
      expect({ asked: source.asked, events: source.events }).toEqual({
        asked: 0,
        events: ['closing', 'closed'],
      })
    })

    test('abort while pending forever keeps the reason', async () => {
      const source = recorded([], { stuck: true })
      const controller = new AbortController()
      const run = untilError(fromStreamIter(source, { signal: controller.signal }))
      await turns()
      controller.abort(error)
      expect(await run).toEqual({ items: [], error })
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('a number into a byte stream rejects and closes the source', async () => {
      const source = recorded([[bytes('a')], [5], [bytes('b')]])
      const { items, error: thrown } = await untilError(fromStreamIter(source))
      expect(letters(items)).toEqual(['a'])
      expect(String(thrown)).toContain('a chunk must be a string or a Uint8Array, got 5')
      expect(source.events).toEqual(['closing', 'closed'])
    })

    test('two iterators on one stream: the second gets an AlreadyConsumedError', async () => {
      const source = pull('hello')
      await pipe(fromStreamIter(source), toArray())
      expect(await rejection(pipe(fromStreamIter(source), toArray()))).toBeInstanceOf(
        AlreadyConsumedError,
      )
    })

    test.each([undefined, null, 5, {}, () => {}])(
      'bad arguments throw `TypeError` at the call: %o',
      (source) => {
        expect(() => fromStreamIter(source as never)).toThrow(
          /^fromStreamIter: the source must be an Iterable or an AsyncIterable of batches, got /,
        )
      },
    )
  })

  describe('toStreamIter', () => {
    test('is read by Node', async () => {
      expect(await text(toStreamIter(['a', bytes('é'), Buffer.from('漢')]))).toBe('aé漢')
      expect(await text(pull(toStreamIter(recorded(['a', 'b']))))).toBe('ab')
      expect(await text(toStreamIter('text'))).toBe('text')
      expect(await text(toStreamIter(bytes('text')))).toBe('text')
    })

    test('multi-byte text across chunks', async () => {
      const source = [...Buffer.from('aé漢𝄞')].map((byte) => Uint8Array.of(byte))
      expect(await text(toStreamIter(source))).toBe('aé漢𝄞')
    })

    test('a batch holds what is there, at most 128 chunks', async () => {
      const source = fromBatches(async function* () {
        yield ['a', 'b']
        yield []
        yield Array.from({ length: 130 }, () => 'c')
      })
      const batches = await pipe(toStreamIter(source), toArray())
      expect(batches.map(({ length }) => length)).toEqual([2, 128, 2])
    })

    test('N items then the error, and the same one', async () => {
      const source = fromBatches(async function* () {
        yield ['a', 'b']
        throw error
      })
      const { items, error: thrown } = await untilError(toStreamIter(source))
      expect(items.map(letters)).toEqual([['a', 'b']])
      expect(thrown).toBe(error)
      expect(await rejection(text(toStreamIter(recorded(['a'], { error }))))).toBe(error)
    })

    test('break closes the source once, and waits for that', async () => {
      const source = recorded(['a', 'b', 'c'])
      await readOne(toStreamIter(source))
      expect(source.events).toEqual(['closing', 'closed'])
      const pulled = recorded(['a', 'b', 'c'])
      await readOne(pull(toStreamIter(pulled)))
      expect(pulled.events).toEqual(['closing', 'closed'])
    })

    test.each([5, undefined, null, {}])(
      'a number into a byte stream rejects and closes the source: %o',
      async (item) => {
        const source = recorded(['a', item, 'b'])
        const { items, error: thrown } = await untilError(toStreamIter(source))
        expect(items.map(letters)).toEqual([['a']])
        expect(thrown).toBeInstanceOf(TypeError)
        expect(source.events).toEqual(['closing', 'closed'])
      },
    )

    test('an aborted signal leaves the source untouched', async () => {
      const source = recorded(['a'])
      const { error: thrown } = await untilError(
        toStreamIter(source, { signal: AbortSignal.abort(error) }),
      )
      expect({ thrown, asked: source.asked }).toEqual({ thrown: error, asked: 0 })
    })

    test('no listener left after 1,000 runs on one signal', async () => {
      const { signal } = new AbortController()
      for (let run = 0; run < 500; run++) {
        await text(toStreamIter(['a'], { signal }))
        await pipe(fromStreamIter([[bytes('a')]], { signal }), take(1), toArray())
      }
      expect(getEventListeners(signal, 'abort')).toEqual([])
    })

    test('goes back and forth', async () => {
      const there = toStreamIter(recorded(['a', 'b']))
      expect(letters(await pipe(fromStreamIter(there), toArray()))).toEqual(['a', 'b'])
    })

    test.each([
      [5, {}, /^toStreamIter: the source must be an Iterable or an AsyncIterable, got 5/],
      [[], null, /^toStreamIter: options must be an object, got null/],
      [[], { signal: {} }, /^toStreamIter: signal must be an AbortSignal, got {}/],
    ])('bad arguments throw `TypeError` at the call: %o, %o', (source, options, message) => {
      expect(() => toStreamIter(source as never, options as never)).toThrow(message)
    })
  })
})
