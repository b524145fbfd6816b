import type { Body } from './operator.ts'
import type { Pull } from './pull.ts'
import type { Origin, Run } from './run.ts'
import { pullThrough, type Step } from './step.ts'

/** Where a `Seq` and a `Flow` keep what they are. */
export const DESCRIPTION: unique symbol = Symbol('description')

/** How a pipeline begins, and the operators that its items go through after that. */
export interface Description {
  readonly origin: Origin<unknown>
  readonly bodies: readonly Body[]
}

/** A pipeline that this copy of the package made. One inside another runs as a part of its run. */
export class Described<out T> {
  /** @internal */
  declare readonly [DESCRIPTION]: Description

  /** @internal Made by `pipe` and by the sources. */
  constructor(origin: Origin<T>, bodies: readonly Body[] = []) {
    this[DESCRIPTION] = { origin, bodies }
  }
}

/** Begins a pipeline in a run. Steps that follow each other are put behind a pull together. */
export function begin<T>(pipeline: Described<T>, run: Run): Pull<T> {
  const { origin, bodies } = pipeline[DESCRIPTION]
  let pull = beginSafely(origin, run)
  let steps: Step[] = []
  for (const { start, step } of bodies) {
    if (step) {
      steps.push(step)
      continue
    }
    const up = pullThrough(pull, steps)
    pull = beginSafely((inside) => start(up, inside), run)
    steps = []
  }
  return pullThrough(pull, steps) as Pull<T>
}

/** An error while something begins is thrown by its first pull: the stages after it see it like any other. */
export function beginSafely<T>(origin: Origin<T>, run: Run): Pull<T> {
  try {
    return origin(run)
  } catch (error) {
    return () => {
      throw error
    }
  }
}
