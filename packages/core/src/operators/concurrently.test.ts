import { describe, expect, test } from 'vitest'
import { operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { latch, recorded, turn, type Latch } from '../testSupport.ts'
import { concurrently } from './concurrently.ts'

const options = { concurrency: 2, ordered: true, signal: undefined }

/** An operator whose results the test gives, by the item. */
function fed(given: Partial<typeof options> = {}) {
  const results = new Map<string, Latch<string>>()
  const begin = operator<string, string, 'async'>(
    (up, run) =>
      concurrently(up, run, { ...options, ...given }, (item) => {
        const result = latch<string>()
        results.set(item, result)
        return result.promise
      }),
    { kind: 'async' },
  )
  const settle = async (item: string): Promise<void> => {
    results.get(item)?.resolve(item.toUpperCase())
    await turn()
  }
  return { begin, settle, begun: () => [...results.keys()].join('') }
}

describe.each([true, false])('with `ordered: %s`', (ordered) => {
  test('a result that nobody has taken holds a place, so a slow consumer holds the source back', async () => {
    const { begin, settle, begun } = fed({ ordered })
    const iterator = pipe('abcd', begin)[Symbol.asyncIterator]()
    const first = iterator.next()
    await turn()
    expect(begun()).toBe('ab')
    await settle('b')
    await settle('a')
    const { value } = await first
    expect(begun()).toBe('ab')
    expect([value, (await iterator.next()).value]).toEqual(ordered ? ['A', 'B'] : ['B', 'A'])
    expect(begun()).toBe('abc')
    await iterator.return?.()
  })

  test('an error of the source comes after every result, and the source is not asked again', async () => {
    const { begin, settle } = fed({ ordered })
    const source = recorded(
      (function* () {
        yield 'a'
        throw new Error('source')
      })(),
    )
    const iterator = pipe(source, begin)[Symbol.asyncIterator]()
    const [first, second] = [iterator.next(), iterator.next()]
    second.catch(() => {})
    await turn()
    await settle('a')
    expect((await first).value).toBe('A')
    await expect(second).rejects.toThrow('source')
    expect(source.events).toEqual(['source opened', 'source asked', 'source asked'])
  })

  test('a result that is no promise takes no turn', async () => {
    const double = operator<number, number, 'async'>(
      (up, run) => concurrently(up, run, { ...options, ordered }, (n) => n * 2),
      { kind: 'async' },
    )
    expect(await pipe([1, 2, 3], double, toArray())).toEqual([2, 4, 6])
  })

  test('of a thenable the first answer counts, also if it answers again or throws after it', async () => {
    const hasty = {
      // oxlint-disable-next-line unicorn/no-thenable -- that is what is tested
      then: (resolve: (value: string) => void, reject: (error: unknown) => void) => {
        resolve('first')
        resolve('second')
        reject(new Error('third'))
        throw new Error('fourth')
      },
    } as unknown as PromiseLike<string>
    const answers = operator<number, string, 'async'>(
      (up, run) => concurrently(up, run, { ...options, ordered }, () => hasty),
      { kind: 'async' },
    )
    expect(await pipe([1, 2], answers, toArray())).toEqual(['first', 'first'])
  })
})
