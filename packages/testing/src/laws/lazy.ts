import assert from 'node:assert/strict'
import type { Source } from '@rivulet/core'
import { walk } from '../pipelines/walk.ts'
import type { StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { countNexts } from '../sources/record.ts'
import { giving } from '../sources/script.ts'

/** Law 1: building a pipeline, and building another one on it, opens nothing. */
export function expectNothingTouched(
  stage: StageCase,
  flavour: Flavour,
  extend: (pipeline: Source<never>) => unknown,
): void {
  const sources = new OpenedSources(flavour)
  extend(stage.build(sources.play(giving(stage.input)), sources.inner) as Source<never>)
  const opens = sources.records.map(({ runs }) => runs.length)
  assert.deepEqual(new Set(opens), new Set([0]), 'a source was opened')
}

/** Law 1: opening a pipeline asks for no item. */
export async function expectNothingAskedFor(stage: StageCase, flavour: Flavour): Promise<void> {
  const sources = new OpenedSources(flavour)
  const pipeline = stage.build(sources.play(giving(stage.input)), sources.inner) as Source
  const iteration = walk(pipeline)
  const asked = sources.records.reduce((sum, record) => sum + countNexts(record), 0)
  await iteration.return()
  assert.equal(asked, 0, 'an item was asked for')
}

/** Law 1: delivering the n-th item asks the source for no more than the n-th item needs. */
export async function expectNoReadAhead(
  stage: StageCase,
  flavour: Flavour,
  needs: (nth: number) => number,
): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(giving(stage.input))
  const iteration = walk(stage.build(source, sources.inner) as Source)
  for (let nth = 1; nth <= stage.output.length; nth++) {
    const { done } = await iteration.next()
    assert(!done, `there is no item ${nth}`)
    const asked = sources.records[0] === undefined ? 0 : countNexts(sources.records[0])
    // Beyond the last item there is only the end to be found.
    const needed = Math.min(needs(nth), stage.input.length + 1)
    assert(
      asked <= needed,
      `item ${nth} needs ${needed} of the source, and ${asked} were asked for`,
    )
  }
  await iteration.return()
}
