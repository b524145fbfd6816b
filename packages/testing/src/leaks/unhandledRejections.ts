import { turns } from '../turns.ts'

/** Runs something and gives the reasons of the rejections that nobody handled meanwhile. */
export async function unhandledRejections(run: () => Promise<unknown>): Promise<unknown[]> {
  const reasons: unknown[] = []
  // In place of the listeners of the test runner, which would fail the whole run.
  const listeners = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => {
    reasons.push(reason)
  })
  try {
    await run()
    await turns()
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const listener of listeners) process.on('unhandledRejection', listener)
  }
  return reasons
}
