import type { Flow } from './flow.ts'
import type { Seq } from './seq.ts'

/** Runs a pipeline that ends in a sink, and gives its result after everything is closed. */
export async function settle<R>(pipeline: Flow<R>): Promise<R> {
  for await (const result of pipeline) return result
  throw noResult()
}

/** The same for a synchronous pipeline. */
export function settleNow<R>(pipeline: Seq<R>): R {
  for (const result of pipeline) return result
  throw noResult()
}

function noResult(): TypeError {
  return new TypeError('a sink ended without a result')
}
