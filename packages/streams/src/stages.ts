import type { Flow, Item, Kind, Many, Operator, Source } from '@rivulet/core'
import { show } from './check.ts'

/** What a stage gives that others follow: items, as an operator or a source has them. */
export type Items = Many<unknown> | Source

/** The items of what a stage gives. */
export type ItemOf<R> = R extends Many<infer T> ? T : Item<R>

/** A stage, as `pipe` takes it: an operator, or a function from everything before it to a source. */
export type Stage<A, R, K extends Kind> = Operator<A, R, K> | ((source: Flow<A>) => R)

/** Where an operator keeps what it is. It is registered, so that copies of the core agree on it. */
const BODY: unique symbol = Symbol.for('rivulet.operator')

/** What a value is in a pipeline, or `undefined`. */
function roleOf(value: unknown): 'stage' | 'sink' | undefined {
  if (typeof value === 'function') return 'stage'
  if (typeof value !== 'object' || value === null || !(BODY in value)) return undefined
  return (value[BODY] as { readonly output: 'many' | 'one' }).output === 'one' ? 'sink' : 'stage'
}

/**
 * Tells stages from the options after them.
 * @throws TypeError for none, for what is neither an operator nor a function, and for a sink
 */
export function splitStages(
  name: string,
  values: readonly unknown[],
): { readonly stages: readonly unknown[]; readonly options: unknown } {
  const last = values.at(-1)
  const hasOptions = values.length > 0 && roleOf(last) === undefined && typeof last === 'object'
  const stages = hasOptions ? values.slice(0, -1) : values
  checkStages(name, stages)
  return { stages, options: hasOptions ? last : {} }
}

/** @throws TypeError for none, for what is neither an operator nor a function, and for a sink */
export function checkStages(name: string, stages: readonly unknown[]): void {
  if (stages.length === 0) throw new TypeError(`${name}: there must be at least one stage`)
  for (const [index, stage] of stages.entries()) {
    const role = roleOf(stage)
    if (role === 'stage') continue
    const place = `${name}: stage ${index + 1}`
    if (role === 'sink')
      throw new TypeError(`${place} is a sink, which ends a pipeline: toWritable takes one`)
    throw new TypeError(`${place} must be an operator or a function, got ${show(stage)}`)
  }
}

/** @throws TypeError unless the value is a sink */
export function checkSink(name: string, value: unknown): void {
  if (roleOf(value) === 'sink') return
  throw new TypeError(`${name}: sink must be a sink, such as toArray(), got ${show(value)}`)
}
