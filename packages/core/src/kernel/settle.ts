import { begin } from './description.ts'
import { Execution } from './execution.ts'
import type { Flow } from './flow.ts'
import { noItem } from './pull.ts'
import type { Seq } from './seq.ts'

/** Runs a pipeline that ends in a sink, and gives its result after everything is closed. */
export async function settle<R>(pipeline: Flow<R>): Promise<R> {
  for await (const result of pipeline) return result
  throw noResult()
}

/** The same for a synchronous pipeline. */
export function settleNow<R>(pipeline: Seq<R>): R {
  const { pull, close } = new Execution((run) => begin<R>(pipeline, run), 'sync')
  const result = pull()
  if (noItem(result)) throw noResult()
  void close()
  return result
}

function noResult(): TypeError {
  return new TypeError('a sink ended without a result')
}
