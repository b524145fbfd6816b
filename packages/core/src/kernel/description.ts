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
export class Described<out T> {
  /** @internal */
  declare readonly [DESCRIPTION]: Description

  /** @internal Made by `pipe` and by the sources. */
  constructor(origin: Origin<T>, steps: readonly Step[] = []) {
    this[DESCRIPTION] = { origin, steps }
  }
}

/** Begins a pipeline in a run. */
export function begin<T>(pipeline: Described<T>, run: Run): Pull<T> {
  const { origin, steps } = pipeline[DESCRIPTION]
  return pullThrough(beginSafely(origin, run), steps) as Pull<T>
}

/** An error while it begins is thrown by its first pull: the stages after it see it like any other. */
export function beginSafely<T>(origin: Origin<T>, run: Run): Pull<T> {
  try {
    return origin(run)
  } catch (error) {
    return () => {
      throw error
    }
  }
}
