import type { Source } from '@rivulet/core'
import { walk } from './walk.ts'

/** What an iteration gave: its items, and the error that ended it. */
export interface Outcome {
  readonly items: readonly unknown[]
  /** Whether it ended with an error. The error itself may be `undefined`. */
  readonly failed: boolean
  readonly error: unknown
}

/** Iterates a pipeline of either kind to its end. Promises among the items stay as they are. */
export async function collect(pipeline: Source): Promise<Outcome> {
  const items: unknown[] = []
  try {
    const iteration = walk(pipeline)
    for (;;) {
      const result = await iteration.next()
      if (result.done) return { items, failed: false, error: undefined }
      items.push(result.value)
    }
  } catch (error) {
    return { items, failed: true, error }
  }
}

/** The same for one result instead of items. */
export async function settleOutcome(run: () => unknown): Promise<Outcome> {
  try {
    return { items: [await run()], failed: false, error: undefined }
  } catch (error) {
    return { items: [], failed: true, error }
  }
}
