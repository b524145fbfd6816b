import assert from 'node:assert/strict'
import { settleOutcome } from '../pipelines/outcome.ts'

/** Law 11: an endless pipeline that never has to wait is stopped by a timeout of 20 milliseconds. */
export async function expectTimeoutStops(run: (signal: AbortSignal) => unknown): Promise<void> {
  const signal = AbortSignal.timeout(20)
  const { failed, error } = await settleOutcome(() => run(signal))
  assert(failed, 'the pipeline ended before the timeout came through')
  assert.equal(error, signal.reason)
}
