import { describe, expect, test } from 'vitest'
import { operator } from '../kernel/operator.ts'
import { pipe } from '../kernel/pipe.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { Origin, Run } from '../kernel/run.ts'
import { stopClock, turn } from '../testSupport.ts'
import { branches } from './branches.ts'

stopClock()

/** Inner sources by name that count how often they were asked, and answer what they were given. */
function fed() {
  const asked: Record<string, number> = {}
  const given: Record<string, unknown[]> = {}
  const runs: Record<string, Run> = {}
  const originOf =
    (name: string): Origin<unknown> =>
    (run) => {
      runs[name] = run
      return () => {
        asked[name] = (asked[name] ?? 0) + 1
        return given[name]?.length ? given[name].shift() : WAIT
      }
    }
  const give = async (name: string, ...answers: unknown[]): Promise<void> => {
    given[name] = answers
    runs[name]?.wake()
    await turn()
  }
  return { asked, originOf, give }
}

describe.each([true, false])('with `ordered: %s`', (ordered) => {
  const inBranches = (originOf: (name: string) => Origin<unknown>, concurrency = 3) =>
    operator<string, unknown, 'async'>(
      (up, run) => branches(up, run, { concurrency, ordered, signal: undefined }, originOf),
      { kind: 'async' },
    )

  test('a source that has nothing is asked again when it was woken, and not before', async () => {
    const { asked, originOf, give } = fed()
    const iterator = pipe('abc', inBranches(originOf))[Symbol.asyncIterator]()
    const next = iterator.next()
    await turn()
    expect(asked).toEqual({ a: 1, b: 1, c: 1 })
    await give('a', 1)
    expect((await next).value).toBe(1)
    expect(asked).toEqual({ a: 2, b: 1, c: 1 })
    await iterator.return?.()
  })

  test('no more sources are open than `concurrency`, and the next one is when one has ended', async () => {
    const { asked, originOf, give } = fed()
    const iterator = pipe('abc', inBranches(originOf, 2))[Symbol.asyncIterator]()
    const next = iterator.next()
    await turn()
    expect(Object.keys(asked)).toEqual(['a', 'b'])
    await give('a', DONE)
    expect(Object.keys(asked)).toEqual(['a', 'b', 'c'])
    await give('b', DONE)
    await give('c', DONE)
    expect((await next).done).toBe(true)
  })
})

test('in order a source that is not at its turn is asked for one item, and holds it', async () => {
  const { asked, originOf, give } = fed()
  const inOrder = operator<string, unknown, 'async'>(
    (up, run) => branches(up, run, { concurrency: 2, ordered: true, signal: undefined }, originOf),
    { kind: 'async' },
  )
  const iterator = pipe('ab', inOrder)[Symbol.asyncIterator]()
  const results = [1, 2, 3, 4].map(() => iterator.next())
  await turn()
  await give('b', 'b1', 'b2', DONE)
  expect(asked).toEqual({ a: 1, b: 2 })
  await give('a', 'a1', DONE)
  const values = await Promise.all(results)
  expect(values.map(({ value }) => value)).toEqual(['a1', 'b1', 'b2', undefined])
})
