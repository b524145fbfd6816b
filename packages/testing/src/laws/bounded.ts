import assert from 'node:assert/strict'
import { pipe, take, type Source } from '@rivulet/core'
import { latch, type Latch } from '../latch.ts'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { endless } from '../sources/script.ts'
import { turns } from '../turns.ts'

/** Puts something that calls back concurrently behind a source. */
export type BuildConcurrent = (
  source: Source,
  concurrency: number,
  callback: (item: unknown) => Promise<unknown>,
) => Source

/** Law 12: never more callbacks under way than allowed, and as many as that when there is work. */
export async function expectInFlight(build: BuildConcurrent, concurrency: number): Promise<void> {
  let underWay = 0
  let most = 0
  const pipeline = build(asyncSource(endless()), concurrency, async (item) => {
    most = Math.max(most, ++underWay)
    await turns(1)
    underWay--
    return item
  })
  const { items } = await collect(pipe(pipeline, take(20)))
  assert.equal(items.length, 20)
  assert.equal(most, concurrency, `${most} were under way, not ${concurrency}`)
}

/** Law 12: while every callback is under way, or nobody takes the results, nothing more is asked for. */
export async function expectHoldsBack(build: BuildConcurrent, concurrency: number): Promise<void> {
  const called: Latch<unknown>[] = []
  const source = asyncSource(endless())
  const asked = (): number => source.record.runs[0]?.nexts ?? 0
  const iteration = walk(
    build(source, concurrency, () => {
      const result = latch<unknown>()
      called.push(result)
      return result.promise
    }),
  )
  const first = iteration.next()
  await turns()
  assert.equal(asked(), concurrency, 'while all callbacks are under way')
  for (const result of called.slice()) result.open('a result')
  await first
  await turns()
  // One result has been taken: its place may be filled, but only when the next one is asked for.
  assert.equal(asked(), concurrency, 'while nobody takes the results')
  await iteration.return()
}
