import { show } from '../kernel/check.ts'
import type { Flow } from '../kernel/flow.ts'
import { generatorKind } from '../kernel/generatorKind.ts'
import { open } from '../kernel/open.ts'
import type { Seq } from '../kernel/seq.ts'
import type { Source } from '../kernel/source.ts'
import { together } from './together.ts'

/**
 * What the generator function given to {@link generate} is called with.
 *
 * @example
 * ```ts
 * import { generate, pipe, take, toArray, type GenerateContext } from '@rivulet/core'
 * import { setTimeout } from 'node:timers/promises'
 *
 * // A generator that stands by itself. A `break` ends the wait, and does not sit it out.
 * async function* ticks({ signal }: GenerateContext) {
 *   for (let tick = 0; ; tick++) yield await setTimeout(1, tick, { signal })
 * }
 *
 * console.log(await pipe(generate(ticks), take(2), toArray())) // [0, 1]
 * ```
 */
export interface GenerateContext {
  /** Aborted as soon as the run is over: pass it to whatever the generator waits for. */
  readonly signal: AbortSignal
}

/**
 * What a generator function yields, from the beginning in each iteration: a generator object can be
 * read once, this as often as you like. It is a `Seq` of a generator function and a `Flow` of an async
 * one. Leaving it early runs the generator's `finally`. For many items without a wait between them
 * yield arrays to `fromBatches`, which costs a promise for each array only.
 * @param generatorFunction written with `function*` or `async function*`: the kind is told from the
 *   function itself, so one that merely returns a generator will not do
 * @throws TypeError if it is not a generator function
 *
 * @example
 * ```ts
 * import { generate } from '@rivulet/core'
 *
 * const suits = generate(function* () {
 *   yield 'hearts'
 *   yield 'spades'
 * })
 * console.log([...suits], [...suits]) // ['hearts', 'spades'] ['hearts', 'spades']
 * ```
 */
export function generate<T>(
  generatorFunction: (context: GenerateContext) => Generator<T, unknown, undefined>,
): Seq<T>
export function generate<T>(
  generatorFunction: (context: GenerateContext) => AsyncGenerator<T, unknown, undefined>,
): Flow<T>
export function generate<T>(
  generatorFunction: (context: GenerateContext) => Source<T>,
): Seq<T> | Flow<T> {
  const kind = generatorKind(generatorFunction)
  if (kind === undefined) {
    throw new TypeError(
      `generate: generatorFunction must be a generator function, got ${show(generatorFunction)}`,
    )
  }
  return together([kind], (run) => {
    const context: GenerateContext = {
      get signal() {
        return run.signal
      },
    }
    return open(generatorFunction(context), run)
  })
}
