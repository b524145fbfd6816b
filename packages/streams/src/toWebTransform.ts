import { pipe, type Kind, type KindOf, type Source } from '@rivulet/core'
import { PushedItems } from './pushedItems.ts'
import { SourceStream } from './sourceStream.ts'
import { checkStages, type ItemOf, type Items, type Stage } from './stages.ts'

/**
 * What {@link toWebTransform} gives: the two sides that a `TransformStream` has.
 *
 * @example
 * ```ts
 * import { map } from '@rivulet/core'
 * import { toWeb, toWebTransform, type WebTransform } from '@rivulet/streams'
 *
 * // A transform as the platform has them, made of operators.
 * function upperCase(): WebTransform<string, string> {
 *   return toWebTransform(map((text: string) => text.toUpperCase()))
 * }
 *
 * for await (const text of toWeb(['a', 'b']).pipeThrough(upperCase())) console.log(text)
 * // A
 * // B
 * ```
 */
export interface WebTransform<A, B> {
  readonly readable: ReadableStream<B>
  readonly writable: WritableStream<A>
}

/**
 * The same operators as a `TransformStream`, for `pipeThrough`: what is written goes in at the first stage,
 * and what the last one delivers is read. However many operators there are, it is one stream, and an item passes
 * through all of them without a promise for each.
 *
 * A write is over when the operators have taken its item, and they are asked for one only when somebody
 * reads. What they delivered before an error is read before it. Cancelling the readable side closes
 * whatever the operators have opened, resolves when that is over, and fails the writable side with its
 * reason. Operators that end before their input, such as `take`, end the readable side and fail
 * the writable one with a TypeError, so that `pipeThrough` cancels what lies before.
 * @param stages one to ten operators, or functions as `pipe` takes them
 * @throws TypeError if there is no stage, or one is a sink or neither an operator nor a function
 *
 * @example
 * ```ts
 * import { filter, map } from '@rivulet/core'
 * import { toWeb, toWebTransform } from '@rivulet/streams'
 *
 * const positive = toWebTransform(
 *   map((text: string) => Number(text)),
 *   filter((n) => n > 0),
 * )
 * for await (const n of toWeb(['3', '-1', '4']).pipeThrough(positive)) console.log(n)
 * // 3
 * // 4
 * ```
 */
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, K1 extends Kind = KindOf<R1>>(stage1: Stage<A, R1, K1>): WebTransform<A, ItemOf<R1>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>): WebTransform<A, ItemOf<R2>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>): WebTransform<A, ItemOf<R3>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>): WebTransform<A, ItemOf<R4>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>): WebTransform<A, ItemOf<R5>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>): WebTransform<A, ItemOf<R6>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>): WebTransform<A, ItemOf<R7>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>): WebTransform<A, ItemOf<R8>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>): WebTransform<A, ItemOf<R9>>
// oxfmt-ignore
export function toWebTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>, stage10: Stage<ItemOf<R9>, R10, K10>): WebTransform<A, ItemOf<R10>>
export function toWebTransform(...stages: readonly unknown[]): WebTransform<unknown, unknown> {
  checkStages('toWebTransform', stages)
  const input = new PushedItems<unknown>()
  const pipeline = (pipe as (...all: unknown[]) => Source)(input.source, ...stages)
  let controller: WritableStreamDefaultController | undefined
  const writable = new WritableStream<unknown>({
    start: (started) => {
      controller = started
      // The Web tells the sink of an abort only when the write before it is over.
      const { signal } = started as unknown as { readonly signal: AbortSignal }
      signal.addEventListener('abort', () => input.release(), { once: true })
    },
    write: (item) => input.push(item),
    close: () => input.end(),
    abort: (reason) => input.fail(reason),
  })
  const readable = new SourceStream<unknown>(pipeline, {
    onEnd: (end) => {
      const reason = 'error' in end ? end.error : takesNoMore()
      input.refuse(reason)
      controller?.error(reason) // which is of no effect on one that was closed
    },
  })
  return { readable, writable }
}

function takesNoMore(): TypeError {
  return new TypeError('toWebTransform: the operators have ended, and take no more')
}
