import { fromBatches } from '@rivulet/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { core } from '../registry/core/index.ts'
import { stagesUnder } from '../registry/index.ts'
import type { RandomStage } from '../registry/registration.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { cursorSource } from '../sources/cursorSource.ts'
import { giving } from '../sources/script.ts'
import { cut, inBatches, inBatchesAtOnce, inCursor } from '../sources/split.ts'
import { syncSource } from '../sources/syncSource.ts'
import { expectSameAsArray } from './batchesDontShow.ts'

const items = fc.array(
  fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(undefined, null, '')),
  {
    maxLength: 40,
  },
)
const cuts = fc.array(fc.nat(40), { maxLength: 12 })
const runs = { numRuns: 60 }

const splits = [
  { title: 'batches that need a promise each', split: inBatches },
  { title: 'batches that are there at once', split: inBatchesAtOnce },
  { title: 'a foreign cursor that waits between batches', split: inCursor },
] as const

for (const [name, { random, kind, unordered }] of stagesUnder('batchesDontShow')) {
  if (random === undefined) continue
  const isSink = kind === 'sink'

  describe(`what ${name} gives is the same`, () => {
    it.each(splits)('from an array and from $title', async ({ split }) => {
      await fc.assert(
        fc.asyncProperty(random, items, cuts, async (stage, input, places) => {
          await expectSameAsArray(stage, input, split(cut(input, places)), isSink, unordered)
        }),
        runs,
      )
    })

    it('from an array and from a foreign cursor that waits at random', async () => {
      await fc.assert(
        fc.asyncProperty(
          random,
          items,
          fc.func<[number], boolean>(fc.boolean()),
          async (stage, input, waits) => {
            const source = cursorSource(giving(input), waits)
            await expectSameAsArray(stage, input, source, isSink, unordered)
          },
        ),
        runs,
      )
    })

    it('from an array, another iterable and an asynchronous one', async () => {
      await fc.assert(
        fc.asyncProperty(random, items, async (stage, input) => {
          const script = giving(input)
          await expectSameAsArray(stage, input, syncSource(script), isSink, unordered)
          await expectSameAsArray(stage, input, asyncSource(script), isSink, unordered)
        }),
        runs,
      )
    })
  })
}

describe('the law that batches do not show', () => {
  // Those of other packages may take bytes, and have properties of their own.
  it('is asked of every operator of core', () => {
    const operators = stagesUnder('batchesDontShow').filter(
      ([name, { kind }]) => kind === 'operator' && name in core,
    )
    expect(operators.filter(([, { random }]) => random === undefined)).toEqual([])
  })

  // Leaves the last item of each batch out, as a parser might that holds a line back.
  const forgetful: RandomStage = {
    title: 'forgetful',
    build: (source) => ('batches' in source ? (source.batches as () => unknown)() : source),
  }

  it('catches an operator that loses an item where batches meet', async () => {
    const property = fc.asyncProperty(items, cuts, async (input, places) => {
      const batches = cut(input, places)
      const source = Object.assign(inBatches(batches), {
        batches: () => fromBatches(() => batches.map((batch) => batch.slice(0, -1))),
      })
      await expectSameAsArray(forgetful, input, source, false)
    })
    const { failed } = await fc.check(property, runs)
    expect(failed).toBe(true)
  })
})
