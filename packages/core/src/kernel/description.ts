import type { Pull } from './pull.ts'
import type { Origin, Run } from './run.ts'
import { pullThrough, type Step } from './step.ts'

/** Where a `Seq` and a `Flow` keep what they are. */
export const DESCRIPTION: unique symbol = Symbol('description')

/** How a pipeline begins, and the steps that its items go through after that. */
export interface Description {
  readonly origin: Origin<unknown>
  readonly steps: readonly Step[]
}

/** A pipeline that this copy of the package made. One inside another runs as a part of its run. */
export interface Described {
  readonly [DESCRIPTION]: Description
}

/** An error while it begins is thrown by its first pull: the stages after it see it like any other. */
export function begin<T>({ origin, steps }: Description, run: Run): Pull<T> {
  return pullThrough(beginSafely(origin, run), steps) as Pull<T>
}

function beginSafely(origin: Origin<unknown>, run: Run): Pull<unknown> {
  try {
    return origin(run)
  } catch (error) {
    return () => {
      throw error
    }
  }
}
