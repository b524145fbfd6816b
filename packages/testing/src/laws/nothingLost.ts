import assert from 'node:assert/strict'
import type { Source } from '@rivulet/core'
import { collect, settleOutcome, type Outcome } from '../pipelines/outcome.ts'
import type { CallbackCase, StageCase } from '../registry/registration.ts'
import type { Flavour } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { failing, giving } from '../sources/script.ts'
import { throwingAt } from './throwing.ts'

function assertFailedWith(outcome: Outcome, error: unknown): void {
  assert(outcome.failed, 'the error was lost')
  assert(Object.is(outcome.error, error), 'the error is not the one that was thrown')
}

/** Law 7, for an error of the source: everything before it is delivered, and then the error itself. */
export async function expectErrorAfterItems(
  stage: StageCase,
  flavour: Flavour,
  error: unknown,
): Promise<void> {
  if (!error && stage.wrapsFalsyErrors) return
  const sources = new OpenedSources(flavour)
  const source = sources.play(failing(stage.input, error))
  const outcome = await collect(stage.build(source, sources.inner) as Source)
  assert.deepEqual(
    outcome.items,
    stage.outputBeforeError ?? stage.output,
    'an item before the error was lost',
  )
  const reached = sources.records[0]?.runs.some(({ ended }) => ended === 'failed')
  if (reached) assertFailedWith(outcome, error)
  else assert(!outcome.failed)
}

/** Law 7, for a sink. One that ends early may never meet the error. */
export async function expectErrorFromSink(
  stage: StageCase,
  flavour: Flavour,
  error: unknown,
): Promise<void> {
  if (!error && stage.wrapsFalsyErrors) return
  const sources = new OpenedSources(flavour)
  const source = sources.play(failing(stage.input, error))
  const outcome = await settleOutcome(() => stage.build(source, sources.inner))
  const reached = sources.records[0]?.runs.some(({ ended }) => ended === 'failed')
  if (reached || !stage.ends) assertFailedWith(outcome, error)
  else assert(!outcome.failed)
}

/** Law 7, for an error of a callback: what came out before it is what comes out without it. */
export async function expectErrorFromCallback(
  callback: CallbackCase,
  flavour: Flavour,
  isSink: boolean,
  call: number,
  error: unknown,
): Promise<void> {
  const run = async (failsAt: number): Promise<Outcome> => {
    const sources = new OpenedSources(flavour)
    const source = sources.play(giving(callback.input))
    const build = (): unknown => callback.build(source, throwingAt(failsAt, error), sources.inner)
    return isSink ? settleOutcome(build) : collect(build() as Source)
  }
  const outcome = await run(call)
  assertFailedWith(outcome, error)
  if (isSink) return
  const whole = await run(Infinity)
  assert(!whole.failed)
  assert.deepEqual(outcome.items, whole.items.slice(0, outcome.items.length))
  const delivered = await deliveredBefore(callback, flavour, call)
  assert.equal(outcome.items.length, delivered, 'an item before the error was lost')
}

/** How many items come out before the callback is called for the `call`-th time. */
async function deliveredBefore(
  callback: CallbackCase,
  flavour: Flavour,
  call: number,
): Promise<number> {
  // The source ends where the callback would have thrown, so that whatever is before it comes out.
  for (let length = 0; length <= callback.input.length; length++) {
    let calls = 0
    const sources = new OpenedSources(flavour)
    const source = sources.play(giving(callback.input.slice(0, length)))
    const counting =
      <Arguments extends unknown[], R>(wrapped: (...args: Arguments) => R) =>
      (...args: Arguments): R => {
        calls++
        return wrapped(...args)
      }
    const { items } = await collect(callback.build(source, counting, sources.inner) as Source)
    if (calls === call - 1) return items.length
    if (calls >= call) break
  }
  throw new Error('no source of whole items ends just before that call')
}
