import { AlreadyConsumedError, pipe, withSignal, type Source } from '@rivulet/core'
import * as fc from 'fast-check'
import { describe, it } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { stagesUnder } from '../registry/index.ts'
import type { RandomStage } from '../registry/registration.ts'
import { asyncFlavours, flavours, type Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless, failing, giving } from '../sources/script.ts'
import { cut, inBatches } from '../sources/split.ts'
import { expectSameAsArray } from './batchesDontShow.ts'
import { expectAllClosedOnce } from './orderly.ts'

const anyStage = fc.oneof(
  ...stagesUnder().flatMap(([, { random, kind }]) =>
    random === undefined || kind === 'sink' ? [] : [random],
  ),
)

/** Up to five stages with random arguments, one behind the other. */
const anyPipeline: fc.Arbitrary<RandomStage> = fc
  .array(anyStage, { minLength: 1, maxLength: 5 })
  .map((stages) => ({
    title: stages.map(({ title }) => title).join(', '),
    build: (source) =>
      stages.reduce((built: Source<never>, { build }) => build(built) as Source<never>, source),
  }))

// No null and no undefined: a Node stream may be among the stages.
const items = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 })
const cuts = fc.array(fc.nat(30), { maxLength: 8 })
const runs = { numRuns: 200 }

function open(stage: RandomStage, flavour: Flavour, script: Parameters<Flavour['open']>[0]) {
  const sources = new OpenedSources(flavour)
  return { sources, pipeline: stage.build(sources.play(script)) as Source<never> }
}

/** Some pipelines read a stream twice, have more keys than `distinct` is allowed, or put null between items for a stream. */
function isOfThePipeline(error: unknown): boolean {
  return (
    error instanceof AlreadyConsumedError ||
    error instanceof RangeError ||
    (error instanceof TypeError && error.message.includes('null'))
  )
}

describe('any pipeline', { timeout: 30_000 }, () => {
  it('gives the same from an array and from any batches of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyPipeline, items, cuts, async (stage, input, places) => {
        await expectSameAsArray(stage, input, inBatches(cut(input, places)), false)
      }),
      runs,
    )
  })

  it('closes its source once when it ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPipeline,
        fc.constantFrom(...flavours),
        items,
        fc.boolean(),
        async (stage, flavour, input, fails) => {
          const script = fails ? failing(input, new Error('from the source')) : giving(input)
          const { sources, pipeline } = open(stage, flavour, script)
          await collect(pipeline)
          expectAllClosedOnce(sources.records)
        },
      ),
      runs,
    )
  })

  it('closes its source once when it is left at any item', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPipeline,
        fc.constantFrom(...flavours),
        items,
        fc.nat(5),
        async (stage, flavour, input, nth) => {
          const { sources, pipeline } = open(stage, flavour, giving(input))
          const iteration = walk(pipeline)
          try {
            for (let count = 0; count < nth; count++) await iteration.next()
          } catch (error) {
            if (!isOfThePipeline(error)) throw error
          }
          await iteration.return()
          expectAllClosedOnce(sources.records)
        },
      ),
      runs,
    )
  })

  it('closes its source once when it is aborted at any time', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPipeline,
        fc.constantFrom(...asyncFlavours),
        fc.nat(50),
        async (stage, flavour, microtasks) => {
          const controller = new AbortController()
          const { sources, pipeline } = open(stage, flavour, endless())
          const pending = collect(pipe(pipeline, withSignal(controller.signal)))
          for (let count = 0; count < microtasks; count++) await Promise.resolve()
          controller.abort()
          await pending
          expectAllClosedOnce(sources.records)
        },
      ),
      runs,
    )
  })
})
