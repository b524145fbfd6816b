import assert from 'node:assert/strict'
import { AlreadyConsumedError, type Source } from '@rivulet/core'
import { collect, type Outcome } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import type { StageCase } from '../registry/registration.ts'

type Build = (source: Source) => Source

/** Makes the further sources of a stage, of which every one is read as often as the first. */
const arrays = (items: readonly unknown[]): Source<never> => items as readonly never[]

export function over(stage: StageCase): Build {
  return (source) => stage.build(source as Source<never>, arrays) as Source
}

/** Law 9: over a source that begins anew, a second iteration gives everything again. */
export async function expectRepeats(build: Build, source: Source): Promise<void> {
  const pipeline = build(source)
  const first = await collect(pipeline)
  assert(!first.failed)
  assert.deepEqual(await collect(pipeline), first, 'the second iteration differs')
}

/** Law 9: over a source that can be read once, a second iteration says so. */
export async function expectLoud(build: Build, source: Source): Promise<void> {
  const pipeline = build(source)
  const first = await collect(pipeline)
  assert(!first.failed)
  assertLoud(await collect(pipeline), source)
  assertLoud(await collect(build(source)), source)
}

/** Law 9: also when the first iteration was left at its first item. */
export async function expectLoudAfterBreak(build: Build, source: Source): Promise<void> {
  const iteration = walk(build(source))
  await iteration.next()
  await iteration.return()
  assertLoud(await collect(build(source)), source)
}

/** Law 9: also while the first iteration is still under way. */
export async function expectLoudMeanwhile(build: Build, source: Source): Promise<void> {
  const iteration = walk(build(source))
  await iteration.next()
  assertLoud(await collect(build(source)), source)
  assert(!(await iteration.next()).done, 'the first iteration was disturbed')
  await iteration.return()
}

function assertLoud(outcome: Outcome, source: Source): void {
  assert(outcome.failed, `the second iteration gave ${outcome.items.length} items and no error`)
  const { error } = outcome
  assert(error instanceof AlreadyConsumedError, `not an AlreadyConsumedError: ${String(error)}`)
  assert.equal(error.code, 'ALREADY_CONSUMED')
  assert.equal(error.source, source, 'the error names another source')
}
