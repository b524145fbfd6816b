import assert from 'node:assert/strict'
import { openCursor, pipe, WAIT, withSignal, type Source } from '@rivulet/core'
import { collect, settleOutcome } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import type { StageCase } from '../registry/registration.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { hanging, type Script } from '../sources/script.ts'
import type { Flavour } from '../sources/flavour.ts'
import { expectAllClosedOnce } from './orderly.ts'

/** A source that hangs at the first item, and the stage behind it. */
function openHanging(flavour: Flavour) {
  const script = hanging([])
  const sources = new OpenedSources(flavour)
  return { script, sources, source: sources.play(script) }
}

/** Waits until the source hangs, or until the pipeline has ended without asking it. */
async function reached(script: Script, end: Promise<unknown>): Promise<void> {
  await Promise.race([script.hung.promise, end])
}

/** Law 5, for `return()` while a call of `next()` is pending. */
export async function expectReturnSettles(stage: StageCase, flavour: Flavour): Promise<void> {
  const { script, sources, source } = openHanging(flavour)
  const iteration = walk(stage.build(source, sources.inner) as Source)
  const pending = iterateToEnd(iteration)
  await reached(script, pending)
  await iteration.return()
  await pending
  expectAllClosedOnce(sources.records)
}

async function iterateToEnd(iteration: ReturnType<typeof walk>): Promise<void> {
  while (!(await iteration.next()).done);
}

/** Law 5, for a cursor's `close()`: a pending `ready()` settles too. */
export async function expectCloseSettles(stage: StageCase, flavour: Flavour): Promise<void> {
  const { script, sources, source } = openHanging(flavour)
  const cursor = openCursor(stage.build(source, sources.inner) as Source)
  const pending = (async () => {
    while (cursor.pull() === WAIT) await cursor.ready()
  })()
  await reached(script, pending)
  await cursor.close()
  await pending
  expectAllClosedOnce(sources.records)
}

/** Where the signal stands from which the abort comes. */
export type Place = 'before' | 'after'

/** Law 5, for abort: the signal's reason is what the pipeline ends with. */
export async function expectAbortSettles(
  stage: StageCase,
  flavour: Flavour,
  place: Place,
  reason: unknown,
): Promise<void> {
  if (reason === null && stage.wrapsFalsyErrors) return
  const { script, sources, source } = openHanging(flavour)
  const controller = new AbortController()
  const stop = withSignal<never>(controller.signal)
  const pipeline =
    place === 'after'
      ? pipe(stage.build(source, sources.inner) as Source<never>, stop)
      : (stage.build(pipe(source, stop), sources.inner) as Source)
  const pending = collect(pipeline)
  await reached(script, pending)
  controller.abort(reason)
  const outcome = await pending
  // Over already, if the stage never asked for anything.
  if (sources.records.some(({ runs }) => runs.some(({ nexts }) => nexts > 0))) {
    assert(outcome.failed, 'the pipeline ended as if nothing had happened')
    assert(Object.is(outcome.error, controller.signal.reason), 'the reason is not the one given')
  }
  expectAllClosedOnce(sources.records)
}

/** Law 5, for the abort of a pipeline that ends in a sink. */
export async function expectSinkAborts(
  stage: StageCase,
  flavour: Flavour,
  reason: unknown,
): Promise<void> {
  if (reason === null && stage.wrapsFalsyErrors) return
  const { script, sources, source } = openHanging(flavour)
  const controller = new AbortController()
  const pending = settleOutcome(() =>
    stage.build(pipe(source, withSignal<never>(controller.signal)), sources.inner),
  )
  await script.hung.promise
  controller.abort(reason)
  const outcome = await pending
  assert(outcome.failed, 'the sink gave a result')
  assert(Object.is(outcome.error, controller.signal.reason), 'the reason is not the one given')
  expectAllClosedOnce(sources.records)
}
