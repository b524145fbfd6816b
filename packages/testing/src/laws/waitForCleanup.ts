import assert from 'node:assert/strict'
import { pipe, withSignal, type Source } from '@rivulet/core'
import { collect, settleOutcome, type Outcome } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import type { CallbackCase, StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { failingCleanup, slowCleanup } from '../sources/script.ts'
import { turns } from '../turns.ts'
import { throwingAt } from './throwing.ts'

/** Leaves a pipeline at its n-th item, and gives the error with which the leaving ended. */
export type Leave = (pipeline: Source, nth: number) => Promise<Outcome>

export const breaking: Leave = (pipeline, nth) =>
  settleOutcome(async () => {
    let count = 0
    for await (const item of pipeline) {
      void item
      if (++count === nth) break
    }
  })

export const throwing =
  (error: unknown): Leave =>
  (pipeline, nth) =>
    settleOutcome(async () => {
      let count = 0
      for await (const item of pipeline) {
        void item
        if (++count === nth) throw error
      }
    })

export const aborting =
  (reason: unknown): Leave =>
  async (pipeline, nth) => {
    const controller = new AbortController()
    const iteration = walk(pipe(pipeline, withSignal(controller.signal)))
    for (let count = 0; count < nth; count++) await iteration.next()
    controller.abort(reason)
    return settleOutcome(() => iteration.next())
  }

/** Law 4: whoever leaves goes on only when the cleanup is over. */
export async function expectWaits(stage: StageCase, flavour: Flavour, leave: Leave): Promise<void> {
  const script = slowCleanup(stage.endless ?? stage.input)
  const sources = new OpenedSources(flavour)
  const pipeline = stage.build(sources.play(script), sources.inner) as Source
  await assertWaits(script, leave(pipeline, stage.output.length))
}

/** Law 4, for the error of a callback. */
export async function expectCallbackErrorWaits(
  callback: CallbackCase,
  flavour: Flavour,
  isSink: boolean,
): Promise<void> {
  const error = new Error('from the callback')
  const script = slowCleanup(callback.input)
  const sources = new OpenedSources(flavour)
  const source = sources.play(script)
  const build = (): unknown => callback.build(source, throwingAt(1, error), sources.inner)
  await assertWaits(script, isSink ? settleOutcome(build) : collect(build() as Source))
}

async function assertWaits(
  { begun, finish }: ReturnType<typeof slowCleanup>,
  leaving: Promise<unknown>,
): Promise<void> {
  let over = false
  const watched = leaving.then(() => {
    over = true
  })
  await Promise.race([begun.promise, watched])
  await turns()
  const early = over
  finish.open()
  await watched
  assert(!early, 'the consumer went on before the cleanup was over')
}

/** Law 4: an error of the cleanup surfaces, unless an earlier one is on its way. */
export async function expectFirstError(
  stage: StageCase,
  flavour: Flavour,
  leave: Leave,
  cleanupError: unknown,
  expected: unknown,
): Promise<void> {
  if (!cleanupError && stage.wrapsFalsyErrors) return
  const script = failingCleanup(cleanupError, stage.endless ?? stage.input)
  const sources = new OpenedSources(flavour)
  const pipeline = stage.build(sources.play(script), sources.inner) as Source
  const outcome = await leave(pipeline, stage.output.length)
  assert(outcome.failed, 'the error of the cleanup was lost')
  assert(Object.is(outcome.error, expected), 'a later error won')
}

/** Law 4: the error of a callback wins over the one of the cleanup that it causes. */
export async function expectCallbackErrorFirst(
  callback: CallbackCase,
  flavour: Flavour,
  isSink: boolean,
): Promise<void> {
  const error = new Error('from the callback')
  const sources = new OpenedSources(flavour)
  const source = sources.play(failingCleanup(new Error('from the cleanup'), callback.input))
  const build = (): unknown => callback.build(source, throwingAt(1, error), sources.inner)
  const outcome = isSink ? await settleOutcome(build) : await collect(build() as Source)
  assert(Object.is(outcome.error, error), 'a later error won')
}
