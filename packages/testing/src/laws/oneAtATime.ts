import type { Source } from '@rivulet/core'
import { walk } from '../pipelines/walk.ts'
import type { StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless } from '../sources/script.ts'
import { expectAllClosedOnce } from './orderly.ts'

/** Law 6: a consumer that calls `next()` without waiting, leaves, and goes on calling. */
export async function expectOneAtATime(stage: StageCase, flavour: Flavour): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(endless(stage.endless ?? stage.input))
  const iteration = walk(stage.build(source, sources.inner) as Source)
  await Promise.all(Array.from({ length: 5 }, () => iteration.next()))
  const pending = [iteration.next(), iteration.next(), iteration.return(), iteration.next()]
  await Promise.all(pending)
  await iteration.next()
  expectAllClosedOnce(sources.records)
}
