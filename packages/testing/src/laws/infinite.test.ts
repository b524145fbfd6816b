import { concat, first, flatMap, fromBatches, map, pipe, range, take, toArray } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { pipelinesUnder, sinksUnder } from '../registry/index.ts'
import { flavours, overSync } from '../sources/flavour.ts'
import { brokenStage } from './brokenStage.ts'
import { expectSinkStops, expectStopsAtBound } from './infinite.ts'

describe.each(flavours)('over $title without an end', (flavour) => {
  it.each(pipelinesUnder('infinite'))('$title stops at the bound', async (stage) => {
    await expectStopsAtBound(stage, flavour, 3)
  })

  const early = sinksUnder('infinite').filter(({ ends }) => ends)
  it.each(early)('$title gives its result', async (stage) => {
    await expectSinkStops(stage, flavour)
  })
})

describe('an endless', () => {
  const firstThree = [0, 1, 2]

  it('range stops at the bound', () => {
    expect(pipe(range(0, Infinity), take(3), toArray())).toEqual(firstThree)
    expect(pipe(range(0, -Infinity), take(3), toArray())).toEqual([0, -1, -2])
  })

  it('inner source of flatMap stops at the bound', () => {
    const endless = flatMap(() => range(0, Infinity))
    expect(pipe(['a'], endless, take(3), toArray())).toEqual(firstThree)
  })

  it('first source of concat stops at the bound', () => {
    expect(pipe(concat(range(0, Infinity), ['never']), take(3), toArray())).toEqual(firstThree)
  })

  it('row of batches stops at the bound, also when most of them are empty', async () => {
    const sparse = fromBatches(() =>
      pipe(
        range(0, Infinity),
        map((n) => (n % 100 === 0 ? [n / 100] : [])),
      ),
    )
    expect(await pipe(sparse, take(3), toArray())).toEqual(firstThree)
  })
})

describe('the law of the infinite', () => {
  it('catches an operator that ends too early', async () => {
    const short = brokenStage((source) => pipe(source, take(2)))
    await expect(expectStopsAtBound(short, overSync, 3)).rejects.toThrow(
      '2 items came instead of 3',
    )
  })

  it('catches a sink that gives another result', async () => {
    const wrong = brokenStage((source) => pipe(source, first()))
    await expect(expectSinkStops(wrong, overSync)).rejects.toThrow('deep-equal')
  })

  it('catches an operator that does not stop its source', async () => {
    const leaky = brokenStage((source) => {
      const iterator = (source as Iterable<unknown>)[Symbol.iterator]()
      return { [Symbol.iterator]: () => ({ next: () => iterator.next() }) }
    })
    await expect(expectStopsAtBound(leaky, overSync, 3)).rejects.toThrow(
      'the source was closed 0 times',
    )
  })
})
