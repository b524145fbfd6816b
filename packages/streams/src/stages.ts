import type { Flow, Item, Kind, Many, Operator, Source } from '@rivulet/core'
import { show } from './check.ts'

/**
 * What a stage gives that others follow: items, as an operator or a source has them.
 *
 * @example
 * ```ts
 * import { map, type Kind } from '@rivulet/core'
 * import { toTransform, type Items, type Stage } from '@rivulet/streams'
 * import { text } from 'node:stream/consumers'
 *
 * // Wraps a stage of the caller's, which may deliver whatever it likes, but has to deliver items.
 * function overBytes<R extends Items, K extends Kind>(stage: Stage<Buffer, R, K>) {
 *   return toTransform(stage, { objectMode: false })
 * }
 *
 * const louder = overBytes(map((chunk) => String(chunk).toUpperCase()))
 * louder.end('hello')
 * console.log(await text(louder)) // HELLO
 * ```
 */
export type Items = Many<unknown> | Source

/**
 * The items of what a stage gives.
 *
 * @example
 * ```ts
 * import { map, type Kind } from '@rivulet/core'
 * import { toWeb, toWebTransform, type ItemOf, type Items, type Stage } from '@rivulet/streams'
 *
 * // What the stage delivers is what the stream is read for, whatever the caller chose.
 * function readableOf<R extends Items, K extends Kind>(
 *   words: string[],
 *   stage: Stage<string, R, K>,
 * ): ReadableStream<ItemOf<R>> {
 *   return toWeb(words).pipeThrough(toWebTransform(stage))
 * }
 *
 * for await (const length of readableOf(['fig', 'kiwi'], map((word) => word.length))) {
 *   console.log(length)
 * }
 * // 3
 * // 4
 * ```
 */
export type ItemOf<R> = R extends Many<infer T> ? T : Item<R>

/**
 * A stage, as `pipe` takes it: an operator, or a function from everything before it to a source.
 *
 * @example
 * ```ts
 * import { filter, type Many } from '@rivulet/core'
 * import { toReadable, toTransform, toWeb, toWebTransform, type Stage } from '@rivulet/streams'
 *
 * // One stage for both kinds of streams.
 * const positive: Stage<number, Many<number>, 'sync'> = filter((n) => n > 0)
 * const ofNode = toReadable([3, -1]).pipe(toTransform(positive))
 * const ofWeb = toWeb([4, -2]).pipeThrough(toWebTransform(positive))
 * for await (const n of ofNode) console.log(n) // 3
 * for await (const n of ofWeb) console.log(n) // 4
 * ```
 */
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
