import type { Source } from '@rivulet/core'
import { expect } from 'vitest'
import { collect, settleOutcome } from '../pipelines/outcome.ts'
import type { CallbackCase, StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless, failing, giving } from '../sources/script.ts'
import { throwingAt } from './throwing.ts'
import { expectAllClosedOnce } from './orderly.ts'
import type { WayOut } from './wayOut.ts'

/** Law 3, for a pipeline that is left before its end. */
export async function expectClosedWhenLeft(
  stage: StageCase,
  flavour: Flavour,
  wayOut: WayOut,
): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(endless(stage.endless ?? stage.input))
  await wayOut.leave(stage.build(source, sources.inner) as Source)
  expectAllClosedOnce(sources.records)
}

/** Law 3, for a pipeline that is iterated to its end. */
export async function expectClosedAtTheEnd(stage: StageCase, flavour: Flavour): Promise<void> {
  const sources = new OpenedSources(flavour)
  await collect(stage.build(sources.play(giving(stage.input)), sources.inner) as Source)
  expectAllClosedOnce(sources.records)
}

/** Law 3, for a sink that gives its result. */
export async function expectClosedBySink(stage: StageCase, flavour: Flavour): Promise<void> {
  const sources = new OpenedSources(flavour)
  await stage.build(sources.play(giving(stage.input)), sources.inner)
  expectAllClosedOnce(sources.records)
}

/** Law 3, for a source that throws by itself. */
export async function expectNotClosedAfterItsError(
  stage: StageCase,
  flavour: Flavour,
  isSink: boolean,
): Promise<void> {
  const sources = new OpenedSources(flavour)
  const source = sources.play(failing(stage.input, new Error('from the source')))
  if (isSink) await settleOutcome(() => stage.build(source, sources.inner))
  else await collect(stage.build(source, sources.inner) as Source)
  expectAllClosedOnce(sources.records)
}

/** Law 3, for a callback that throws at its `call`-th call. */
export async function expectClosedWhenCallbackThrows(
  callback: CallbackCase,
  flavour: Flavour,
  isSink: boolean,
  call: number,
): Promise<void> {
  const error = new Error('from the callback')
  const sources = new OpenedSources(flavour)
  const source = sources.play(endless(callback.input))
  const build = (): unknown => callback.build(source, throwingAt(call, error), sources.inner)
  const outcome = isSink ? await settleOutcome(build) : await collect(build() as Source)
  expect(outcome.error).toBe(error)
  expectAllClosedOnce(sources.records)
}
