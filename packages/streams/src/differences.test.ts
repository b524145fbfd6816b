import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, expect, test } from 'vitest'
import { turns, untilError } from './testSupport.ts'

// What the README says of Node. When one of these fails, Node has changed, and the README has to.
describe("Node's own bridges", () => {
  test('throw into a generator on a clean break, and go on before its `finally` has ended', async () => {
    const events: string[] = []
    async function* source(): AsyncGenerator<number> {
      try {
        yield* [1, 2, 3]
      } catch {
        events.push('catch')
      } finally {
        await turns()
        events.push('finally')
      }
    }
    for await (const item of Readable.from(source())) {
      void item
      break
    }
    events.push('loop over')
    await turns()
    await turns()
    expect(events).toContain('catch')
    expect(events.indexOf('loop over')).toBeLessThan(events.indexOf('finally'))
  })

  test('lose an error of that `finally`', async () => {
    let failed = false
    async function* source(): AsyncGenerator<number> {
      try {
        yield* [1, 2, 3]
      } finally {
        failed = true
        // oxlint-disable-next-line no-unsafe-finally -- that is what is tested
        throw new Error('cleanup')
      }
    }
    const loop = async (): Promise<string> => {
      for await (const item of Readable.from(source())) {
        void item
        break
      }
      await turns()
      return 'no error'
    }
    expect(await loop()).toBe('no error')
    expect(failed).toBe(true)
  })

  test('drop items that precede an error', async () => {
    const error = new Error('broken')
    function* source(): Generator<number> {
      yield* [1, 2, 3]
      throw error
    }
    const told = await untilError(
      Readable.from(source(), { highWaterMark: 16 }) as AsyncIterable<unknown>,
    )
    expect(told.error).toBe(error)
    expect(told.items.length).toBeLessThan(3)
  })

  test('emit no `close` while the source does not answer', async () => {
    async function* silent(): AsyncGenerator {
      yield await new Promise(() => {})
    }
    const readable = Readable.from(silent())
    readable.read()
    await turns()
    readable.destroy()
    await turns()
    expect(readable.closed).toBe(false)
  })

  test('give the numbers of a Uint8Array', async () => {
    expect(await Readable.from(Uint8Array.of(1, 2)).toArray()).toEqual([1, 2])
  })

  test('give nothing the second time, without a word', async () => {
    const readable = Readable.from([1, 2])
    expect(await readable.toArray()).toEqual([1, 2])
    expect(await readable.toArray()).toEqual([])
  })

  test('give a loop what a "data" listener has left over', async () => {
    const readable = new Readable({ objectMode: true, read: () => {} })
    readable.on('data', () => {})
    readable.push(1)
    await turns()
    readable.push(2)
    readable.push(null)
    const items: unknown[] = []
    for await (const item of readable) items.push(item)
    expect(items).not.toContain(1)
  })

  test('wait for ever to write to a stream that has finished', async () => {
    const writable = new Writable({ write: (_, __, callback) => callback() })
    await once(writable.end(), 'close')
    let settled = false
    const settle = (): void => {
      settled = true
    }
    void pipeline(['a'], writable).then(settle, settle)
    await turns()
    await turns()
    expect(settled).toBe(false)
  })
})
