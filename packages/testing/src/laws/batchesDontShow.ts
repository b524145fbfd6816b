import assert from 'node:assert/strict'
import type { Source } from '@rivulet/core'
import { collect, settleOutcome, type Outcome } from '../pipelines/outcome.ts'
import type { RandomStage } from '../registry/registration.ts'

/**
 * Law 8: whatever the source is that gives the items, what comes out is what comes out of an array of
 * them, item by item and error by error.
 */
export async function expectSameAsArray(
  stage: RandomStage,
  items: readonly unknown[],
  source: Source,
  isSink: boolean,
  unordered = false,
): Promise<void> {
  const run = async (from: Source): Promise<Outcome> => {
    const build = (): unknown => stage.build(from as Source<never>)
    return isSink ? settleOutcome(build) : collect(build() as Source)
  }
  const [fromArray, fromSource] = [await run(items), await run(source)]
  assert.deepEqual(comparable(fromSource, unordered), comparable(fromArray, unordered))
}

function comparable(outcome: Outcome, unordered: boolean): Outcome {
  const { items, failed, error } = outcome
  return {
    items: unordered ? items.map(String).toSorted() : items,
    failed,
    // Two runs throw two errors, which may name two sources, and those by their kind.
    error:
      error instanceof Error ? String(error).replace(/\ba (?:Seq|Flow) /, 'a pipeline ') : error,
  }
}
