import assert from 'node:assert/strict'
import { pipe, take, type Source } from '@rivulet/core'
import { collect } from '../pipelines/outcome.ts'
import type { StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless } from '../sources/script.ts'
import { expectAllClosedOnce } from './orderly.ts'

/** Law 2: behind an endless source the stage delivers, and everything stops at the bound. */
export async function expectStopsAtBound(
  stage: StageCase,
  flavour: Flavour,
  bound: number,
): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(endless(stage.endless ?? stage.input))
  const pipeline = stage.build(source, sources.inner) as Source
  const { items, failed } = await collect(pipe(pipeline, take(bound)))
  assert(!failed)
  // A stage that ends by itself may end before.
  const expected = Math.min(bound, stage.output.length)
  assert(items.length >= expected, `${items.length} items came instead of ${expected}`)
  assert(items.length <= bound)
  expectAllClosedOnce(sources.records)
}

/** Law 2, for a sink that ends early: it gives its result behind an endless source, and stops it. */
export async function expectSinkStops(stage: StageCase, flavour: Flavour): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(endless(stage.endless ?? stage.input))
  assert.deepEqual([await stage.build(source, sources.inner)], stage.output)
  expectAllClosedOnce(sources.records)
}
