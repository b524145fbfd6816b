import { fromBatches, map, pipe, take } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { walk } from '../pipelines/walk.ts'
import { pipelinesUnder } from '../registry/index.ts'
import { flavours, overAsync, overBatches, overSync } from '../sources/flavour.ts'
import { brokenStage } from './brokenStage.ts'
import { expectNoReadAhead, expectNothingAskedFor, expectNothingTouched } from './lazy.ts'

const stages = pipelinesUnder('lazy')

describe.each(flavours)('over $title', (flavour) => {
  it.each(stages)('building $title touches nothing', (stage) => {
    expectNothingTouched(stage, flavour, (pipeline) => pipeline)
  })

  it.each(stages)('building a pipeline on $title touches nothing', (stage) => {
    expectNothingTouched(stage, flavour, (pipeline) =>
      pipe(
        pipeline,
        map((item: unknown) => item),
        take(1),
      ),
    )
  })

  it.each(stages)('opening $title asks for no item', async (stage) => {
    await expectNothingAskedFor(stage, flavour)
  })
})

// A batch is a read unit: over batches the law is about how many batches are read.
describe.each(flavours.filter((flavour) => flavour !== overBatches))('over $title', (flavour) => {
  const counted = stages.flatMap(({ needs, ...stage }) =>
    needs === undefined ? [] : [{ ...stage, needs }],
  )

  it.each(counted)('$title asks for no item before it is needed', async ({ needs, ...stage }) => {
    await expectNoReadAhead(stage, flavour, needs)
  })
})

describe('fromBatches', () => {
  it('asks for the next batch only when every item of the one before is taken', async () => {
    const made: number[] = []
    const source = fromBatches(function* () {
      for (let batch = 0; ; batch++) {
        made.push(batch)
        yield [batch, batch]
      }
    })
    const iteration = walk(source)
    expect(made).toEqual([])
    await iteration.next()
    await iteration.next()
    expect(made).toEqual([0])
    await iteration.next()
    expect(made).toEqual([0, 1])
    await iteration.return()
  })
})

describe('the law of laziness', () => {
  it('catches a stage that opens its source when it is built', () => {
    const eager = brokenStage((source) => [...(source as Iterable<unknown>)])
    expect(() => expectNothingTouched(eager, overSync, (pipeline) => pipeline)).toThrow(
      'a source was opened',
    )
  })

  it('catches a stage that reads one item ahead', async () => {
    const ahead = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]()
        for (let next = iterator.next(); ;) {
          const { done, value } = await next
          if (done) return
          next = iterator.next()
          yield value
        }
      },
    }))
    await expect(expectNoReadAhead(ahead, overAsync, (nth) => nth)).rejects.toThrow(
      'item 1 needs 1 of the source, and 2 were asked for',
    )
  })

  it('catches a stage that asks for an item when it is opened', async () => {
    const impatient = brokenStage((source) => ({
      [Symbol.iterator]() {
        const iterator = (source as Iterable<unknown>)[Symbol.iterator]()
        iterator.next()
        return iterator
      },
    }))
    await expect(expectNothingAskedFor(impatient, overSync)).rejects.toThrow(
      'an item was asked for',
    )
  })
})
