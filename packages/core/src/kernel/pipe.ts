import { show } from './check.ts'
import { Described, DESCRIPTION } from './description.ts'
import { Flow } from './flow.ts'
import { generatorKind } from './generatorKind.ts'
import { checkSource, open } from './open.ts'
import { bodyOf, type Body, type Many, type One, type Operator } from './operator.ts'
import type { Pull } from './pull.ts'
import { pullGenerator } from './pullGenerator.ts'
import type { Origin, Run } from './run.ts'
import { Seq } from './seq.ts'
import { settle, settleNow } from './settle.ts'
import type { Item, Kind, KindOf, Source } from './source.ts'

type Upstream<A, K extends Kind> = [K] extends ['sync'] ? Seq<A> : Flow<A>

/** What a stage gives that others follow: items, as an operator or a source has them. */
type Items = Many<unknown> | Source
type ItemOf<R> = R extends Many<infer T> ? T : Item<R>

/**
 * A stage: an operator, or a function from everything before it to an iterable, such as a generator
 * function. What it gives, `R`, is one type parameter for both, and the items are computed from it. A
 * parameter for the items with `Item<R>` as its default would not do: while the callback of the next
 * stage is typed, defaults do not count yet, and its item would be `unknown`.
 */
type Stage<A, Up extends Kind, R, K extends Kind> =
  | Operator<A, R, K>
  | ((source: Upstream<A, Up>) => R)

/** What `pipe` returns, from the kind of the source, the kinds of the stages and what the last gives. */
type Result<K0 extends Kind, K extends Kind, R> = Delivered<'async' extends K ? 'async' : K0, R>
type Delivered<K extends Kind, R> = K extends 'async'
  ? R extends One<infer Single>
    ? Promise<Single>
    : Flow<ItemOf<R>>
  : R extends One<infer Single>
    ? Single
    : Seq<ItemOf<R>>

/**
 * Describes a pipeline: a source, and the stages that its items go through. Nothing is opened until
 * the result is iterated, and each iteration runs anew. With a sink as the last stage the pipeline
 * runs at once and gives the sink's result.
 *
 * It is a `Seq` (or a plain result) over an `Iterable`, and a `Flow` (or a promise) over an
 * `AsyncIterable` or with an `Async` operator among the stages. However an iteration ends, everything
 * that it opened is closed before the end is told.
 *
 * A stage is an operator or a function. A generator function is called in each run with everything
 * before it, as an iterable. Any other function is called once, here, and what it returns is the
 * source of the rest: `(source) => pipe(source, map(f), filter(g))` names a piece of a pipeline.
 *
 * @throws TypeError if the source is not iterable, a stage is neither an operator nor a function, or a
 *   sink is not the last
 *
 * @example
 * ```ts
 * import { filter, map, pipe, toArray } from '@rivulet/core'
 *
 * const lengths = pipe(
 *   ['fig', 'banana', 'kiwi'],
 *   map((word) => word.length),
 *   filter((length) => length > 3),
 * )
 * console.log([...lengths]) // [6, 4]
 *
 * // Each iteration starts anew.
 * console.log(pipe(lengths, toArray())) // [6, 4]
 * ```
 */
export function pipe<S extends Source>(source: S): Result<KindOf<S>, never, Many<Item<S>>>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>): Result<KindOf<S>, K1, R1>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>): Result<KindOf<S>, K1 | K2, R2>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>): Result<KindOf<S>, K1 | K2 | K3, R3>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>): Result<KindOf<S>, K1 | K2 | K3 | K4, R4>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5, R5>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6, R6>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7, R7>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R8>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R9>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R10>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R11>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R12>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R13>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R14>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R15>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items, R16 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>, K16 extends Kind = KindOf<R16>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>, stage16: Stage<ItemOf<R15>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R16, K16>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16, R16>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items, R16 extends Items, R17 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>, K16 extends Kind = KindOf<R16>, K17 extends Kind = KindOf<R17>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>, stage16: Stage<ItemOf<R15>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R16, K16>, stage17: Stage<ItemOf<R16>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16, R17, K17>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17, R17>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items, R16 extends Items, R17 extends Items, R18 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>, K16 extends Kind = KindOf<R16>, K17 extends Kind = KindOf<R17>, K18 extends Kind = KindOf<R18>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>, stage16: Stage<ItemOf<R15>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R16, K16>, stage17: Stage<ItemOf<R16>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16, R17, K17>, stage18: Stage<ItemOf<R17>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17, R18, K18>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18, R18>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items, R16 extends Items, R17 extends Items, R18 extends Items, R19 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>, K16 extends Kind = KindOf<R16>, K17 extends Kind = KindOf<R17>, K18 extends Kind = KindOf<R18>, K19 extends Kind = KindOf<R19>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>, stage16: Stage<ItemOf<R15>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R16, K16>, stage17: Stage<ItemOf<R16>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16, R17, K17>, stage18: Stage<ItemOf<R17>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17, R18, K18>, stage19: Stage<ItemOf<R18>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18, R19, K19>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18 | K19, R19>
// oxfmt-ignore
export function pipe<S extends Source, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, R11 extends Items, R12 extends Items, R13 extends Items, R14 extends Items, R15 extends Items, R16 extends Items, R17 extends Items, R18 extends Items, R19 extends Items, R20 extends Items | One<unknown>, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>, K11 extends Kind = KindOf<R11>, K12 extends Kind = KindOf<R12>, K13 extends Kind = KindOf<R13>, K14 extends Kind = KindOf<R14>, K15 extends Kind = KindOf<R15>, K16 extends Kind = KindOf<R16>, K17 extends Kind = KindOf<R17>, K18 extends Kind = KindOf<R18>, K19 extends Kind = KindOf<R19>, K20 extends Kind = KindOf<R20>>(source: S, stage1: Stage<Item<S>, KindOf<S>, R1, K1>, stage2: Stage<ItemOf<R1>, KindOf<S> | K1, R2, K2>, stage3: Stage<ItemOf<R2>, KindOf<S> | K1 | K2, R3, K3>, stage4: Stage<ItemOf<R3>, KindOf<S> | K1 | K2 | K3, R4, K4>, stage5: Stage<ItemOf<R4>, KindOf<S> | K1 | K2 | K3 | K4, R5, K5>, stage6: Stage<ItemOf<R5>, KindOf<S> | K1 | K2 | K3 | K4 | K5, R6, K6>, stage7: Stage<ItemOf<R6>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6, R7, K7>, stage8: Stage<ItemOf<R7>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7, R8, K8>, stage9: Stage<ItemOf<R8>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8, R9, K9>, stage10: Stage<ItemOf<R9>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9, R10, K10>, stage11: Stage<ItemOf<R10>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10, R11, K11>, stage12: Stage<ItemOf<R11>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11, R12, K12>, stage13: Stage<ItemOf<R12>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12, R13, K13>, stage14: Stage<ItemOf<R13>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13, R14, K14>, stage15: Stage<ItemOf<R14>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14, R15, K15>, stage16: Stage<ItemOf<R15>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15, R16, K16>, stage17: Stage<ItemOf<R16>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16, R17, K17>, stage18: Stage<ItemOf<R17>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17, R18, K18>, stage19: Stage<ItemOf<R18>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18, R19, K19>, stage20: Stage<ItemOf<R19>, KindOf<S> | K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18 | K19, R20, K20>): Result<KindOf<S>, K1 | K2 | K3 | K4 | K5 | K6 | K7 | K8 | K9 | K10 | K11 | K12 | K13 | K14 | K15 | K16 | K17 | K18 | K19 | K20, R20>
export function pipe(source: Source, ...stages: readonly unknown[]): unknown {
  let plan = planOf(source, 'the source')
  let number = 0
  for (const stage of stages) {
    number++
    const body = bodyOf(stage)
    if (!body) {
      plan = planOf(apply(stage, make(plan), number), `what stage ${number} returns`)
      continue
    }
    plan.given = undefined
    plan.bodies.push(body)
    if (body.kind === 'async') plan.kind = 'async'
    if (body.output === 'many') continue
    if (number < stages.length) {
      throw new TypeError(`pipe: stage ${number} is a sink, and only the last stage can be one`)
    }
    const pipeline = make(plan)
    return pipeline instanceof Flow ? settle(pipeline) : settleNow(pipeline)
  }
  return make(plan)
}

type Pipeline = Seq<unknown> | Flow<unknown>

/**
 * A pipeline in the making: to make one after each stage would take half as long again. As long as nothing
 * is added, one that was given is the result.
 */
interface Plan {
  given: unknown
  kind: Kind
  readonly origin: Origin<unknown>
  readonly bodies: Body[]
}

/** @param place that of the source in the call of `pipe` */
function planOf(given: unknown, place: string): Plan {
  const kind = checkSource('pipe', place, given)
  if (!(given instanceof Described)) {
    return { given, kind, origin: (run) => open(given as Source, run), bodies: [] }
  }
  const { origin, bodies } = given[DESCRIPTION]
  return { given, kind, origin, bodies: [...bodies] }
}

function make({ given, kind, origin, bodies }: Plan): Pipeline {
  if (given instanceof Seq || given instanceof Flow) return given
  return kind === 'sync' ? new Seq(origin, bodies) : new Flow(origin, bodies)
}

/** Puts a function behind a pipeline. */
function apply(stage: unknown, source: Pipeline, number: number): unknown {
  if (typeof stage !== 'function') {
    throw new TypeError(
      `pipe: stage ${number} must be an operator or a function, got ${show(stage)}`,
    )
  }
  const kind = generatorKind(stage)
  if (kind === undefined) return stage(source)
  if (kind === 'sync' && source instanceof Flow) {
    throw new TypeError(
      `pipe: stage ${number} is a generator function after an asynchronous source: make it an async one`,
    )
  }
  const origin = (run: Run): Pull<unknown> =>
    pullGenerator(stage as (source: Pipeline) => Generator | AsyncGenerator, source, run)
  return kind === 'sync' ? new Seq(origin) : new Flow(origin)
}
