import { describe, expect, it } from 'vitest'
import { pipelinesUnder } from '../registry/index.ts'
import { flavours, overAsync } from '../sources/flavour.ts'
import { brokenStage } from './brokenStage.ts'
import { expectOneAtATime } from './oneAtATime.ts'

describe.each(flavours)('over $title', (flavour) => {
  it.each(pipelinesUnder('oneAtATime'))(
    '$title never has two next() calls under way, nor one after return()',
    async (stage) => {
      await expectOneAtATime(stage, flavour)
    },
  )
})

describe('the law of one at a time', () => {
  it('catches an adapter that passes calls on as they come', async () => {
    const hasty = brokenStage((source) => ({
      [Symbol.asyncIterator]: () => (source as AsyncIterable<unknown>)[Symbol.asyncIterator](),
    }))
    await expect(expectOneAtATime(hasty, overAsync)).rejects.toThrow(
      /overlapping next\(\) calls; .* next\(\) calls after return\(\)/,
    )
  })
})
