import assert from 'node:assert/strict'
import { growthSince, holdings } from '../leaks/growth.ts'
import { countListeners } from '../leaks/signalListeners.ts'
import { unhandledRejections } from '../leaks/unhandledRejections.ts'
import { turns } from '../turns.ts'

/** Law 10: many runs on one signal leave the process as they found it. */
export async function expectNoLeaks(
  runs: number,
  run: (signal: AbortSignal, index: number) => Promise<unknown>,
): Promise<void> {
  const { signal } = new AbortController()
  await turns()
  const before = holdings()
  const unhandled = await unhandledRejections(async () => {
    for (let index = 0; index < runs; index++) await run(signal, index)
  })
  assert.equal(countListeners(signal), 0, 'listeners were left on the signal')
  assert.deepEqual(unhandled, [], 'rejections were left unhandled')
  assert.deepEqual(await growthSince(before), [], 'timers, requests or files were left')
}
