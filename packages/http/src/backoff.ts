import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestPlan } from './requestPlan.ts'

/**
 * Waits before a body is asked for again, after so many connections in a row that brought nothing. The wait grows as
 * that between the retries of a request: doubled with each, with a random share on top. An abort ends it at once.
 * @param failures 0 waits for `least` alone
 * @param least what the server asked to wait, in milliseconds
 */
export async function backoff(
  failures: number,
  { minDelayMs, maxDelayMs }: RequestPlan['retry'],
  signal: AbortSignal,
  least = 0,
): Promise<void> {
  const grown = Math.max(minDelayMs, least) * 2 ** (failures - 1) * (1 + Math.random())
  const delay = failures === 0 ? least : Math.max(least, Math.min(maxDelayMs, grown))
  await sleep(delay, undefined, { signal })
}
