import { filterAsync, flatMap, flatMapAsync, map, mapAsync, pipe } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { expectHoldsBack, expectInFlight, type BuildConcurrent } from './bounded.ts'

const concurrent: readonly { readonly title: string; readonly build: BuildConcurrent }[] = [
  {
    title: 'mapAsync in order',
    build: (source, concurrency, callback) => pipe(source, mapAsync(callback, { concurrency })),
  },
  {
    title: 'mapAsync out of order',
    build: (source, concurrency, callback) =>
      pipe(source, mapAsync(callback, { concurrency, ordered: false })),
  },
  {
    title: 'filterAsync',
    build: (source, concurrency, callback) =>
      pipe(
        source,
        filterAsync(async (item) => (await callback(item)) !== undefined, { concurrency }),
      ),
  },
  {
    title: 'flatMapAsync in order',
    build: (source, concurrency, callback) =>
      pipe(
        source,
        flatMapAsync(async (item) => [await callback(item)], { concurrency }),
      ),
  },
  {
    title: 'flatMapAsync out of order',
    build: (source, concurrency, callback) =>
      pipe(
        source,
        flatMapAsync(async (item) => [await callback(item)], { concurrency, ordered: false }),
      ),
  },
  {
    title: 'mapAsync between other operators',
    build: (source, concurrency, callback) =>
      pipe(
        source,
        map((item) => item),
        mapAsync(callback, { concurrency }),
        flatMap((item) => [item]),
      ),
  },
]

describe.each(concurrent)('$title', ({ build }) => {
  it.each([1, 2, 5])('never has more than %i callbacks under way', async (concurrency) => {
    await expectInFlight(build, concurrency)
  })

  it.each([1, 2, 5])('is never more than %i items ahead', async (concurrency) => {
    await expectHoldsBack(build, concurrency)
  })
})

describe('the law of bounds', () => {
  it('catches an operator that has one callback too many under way', async () => {
    await expect(
      expectInFlight(
        (source, concurrency, callback) =>
          pipe(source, mapAsync(callback, { concurrency: concurrency + 1 })),
        2,
      ),
    ).rejects.toThrow('3 were under way, not 2')
  })

  it('catches an operator that works one after the other', async () => {
    await expect(
      expectInFlight((source, _concurrency, callback) => pipe(source, mapAsync(callback)), 2),
    ).rejects.toThrow('1 were under way, not 2')
  })

  it('catches an operator that reads ahead while all its callbacks are under way', async () => {
    await expect(
      expectHoldsBack(
        (source, _concurrency, callback) =>
          pipe(source, mapAsync(callback, { concurrency: Infinity })),
        2,
      ),
    ).rejects.toThrow('while all callbacks are under way')
  })
})
