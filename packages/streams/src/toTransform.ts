import { pipe, type Kind, type KindOf, type Source } from '@rivulet/core'
import type { Transform } from 'node:stream'
import { checkBoolean, checkHighWaterMark, checkOptions, checkSignal } from './check.ts'
import { OperatorTransform } from './operatorTransform.ts'
import { splitStages, type ItemOf, type Items, type Stage } from './stages.ts'

/**
 * The options of {@link toTransform}.
 *
 * @example
 * ```ts
 * import { map } from '@rivulet/core'
 * import { toTransform, type ToTransformOptions } from '@rivulet/streams'
 * import { text } from 'node:stream/consumers'
 *
 * // Between two streams of bytes, such as a request and its response.
 * const ofBytes: ToTransformOptions = { objectMode: false }
 * const louder = toTransform(map((chunk: Buffer) => String(chunk).toUpperCase()), ofBytes)
 * louder.end('hello')
 * console.log(await text(louder)) // HELLO
 * ```
 */
export interface ToTransformOptions {
  /**
   * Whether what is written and what is read are values. With `false` both sides are streams of bytes: a
   * string that is written reaches the operators as a Buffer, and they have to deliver strings,
   * Buffers or other `Uint8Array`s.
   * @default true
   */
  readonly objectMode?: boolean | undefined
  /**
   * How much each side holds, in items or in bytes.
   * @default what Node takes: 16 items, or 16 or 64 KiB
   */
  readonly highWaterMark?: number | undefined
  /** Destroys the stream with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The same operators as a Node Transform, for `stream.pipeline` and `pipe()`: what is written goes in at
 * the first stage, and what the last one delivers is read. A write is over when the operators have
 * taken its item, and they are asked for no more than the readable side holds.
 *
 * What they delivered before an error is read before it. Destroying the stream closes whatever the
 * operators have opened, and `close` is emitted when that is over.
 *
 * Operators that end before their input, such as `take`, end the output. When that has arrived, this one
 * finishes, a stream that is piped into it is ended and closed, unless somebody else reads it as well,
 * and `stream.pipeline` succeeds. Several `toTransform` in a row end one after the other. To close an HTTP
 * request closes its connection: what answers it reads it to its end. If what comes before is an
 * iterable (`toReadable` makes it a stream) or a Transform of another kind, Node cannot end that from here:
 * unless it has ended by itself, the pipeline fails with `ERR_STREAM_PREMATURE_CLOSE`, when all has arrived.
 * `stream.compose` is not told of an early end, and its stream never closes then: one `toTransform` with all
 * the operators does.
 * @param stages one to ten operators, or functions as `pipe` takes them, and the options behind them
 * @throws TypeError if a stage is a sink or neither an operator nor a function, or for a bad option;
 *   RangeError for a high water mark that is negative or not whole
 *
 * @example
 * ```ts
 * import { filter, map } from '@rivulet/core'
 * import { toTransform } from '@rivulet/streams'
 * import { Readable } from 'node:stream'
 * import { pipeline } from 'node:stream/promises'
 *
 * await pipeline(
 *   Readable.from(['3', '-1', '4']),
 *   toTransform(
 *     map((text: string) => Number(text)),
 *     filter((n) => n > 0),
 *   ),
 *   async (numbers) => {
 *     for await (const n of numbers) console.log(n)
 *     // 3
 *     // 4
 *   },
 * )
 * ```
 */
// oxfmt-ignore
export function toTransform<A, R1 extends Items, K1 extends Kind = KindOf<R1>>(stage1: Stage<A, R1, K1>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>, stage10: Stage<ItemOf<R9>, R10, K10>): Transform
// Behind the others: a callback among the stages would be typed by the first overload that takes as many arguments.
// oxfmt-ignore
export function toTransform<A, R1 extends Items, K1 extends Kind = KindOf<R1>>(stage1: Stage<A, R1, K1>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>, options: ToTransformOptions): Transform
// oxfmt-ignore
export function toTransform<A, R1 extends Items, R2 extends Items, R3 extends Items, R4 extends Items, R5 extends Items, R6 extends Items, R7 extends Items, R8 extends Items, R9 extends Items, R10 extends Items, K1 extends Kind = KindOf<R1>, K2 extends Kind = KindOf<R2>, K3 extends Kind = KindOf<R3>, K4 extends Kind = KindOf<R4>, K5 extends Kind = KindOf<R5>, K6 extends Kind = KindOf<R6>, K7 extends Kind = KindOf<R7>, K8 extends Kind = KindOf<R8>, K9 extends Kind = KindOf<R9>, K10 extends Kind = KindOf<R10>>(stage1: Stage<A, R1, K1>, stage2: Stage<ItemOf<R1>, R2, K2>, stage3: Stage<ItemOf<R2>, R3, K3>, stage4: Stage<ItemOf<R3>, R4, K4>, stage5: Stage<ItemOf<R4>, R5, K5>, stage6: Stage<ItemOf<R5>, R6, K6>, stage7: Stage<ItemOf<R6>, R7, K7>, stage8: Stage<ItemOf<R7>, R8, K8>, stage9: Stage<ItemOf<R8>, R9, K9>, stage10: Stage<ItemOf<R9>, R10, K10>, options: ToTransformOptions): Transform
export function toTransform(...stagesAndOptions: readonly unknown[]): Transform {
  const { stages, options } = splitStages('toTransform', stagesAndOptions)
  checkOptions('toTransform', options)
  const { objectMode = true, highWaterMark, signal } = options as ToTransformOptions
  checkBoolean('toTransform', 'objectMode', objectMode)
  checkHighWaterMark('toTransform', highWaterMark)
  checkSignal('toTransform', signal)
  return new OperatorTransform(
    (source) => (pipe as (...all: unknown[]) => Source)(source, ...stages),
    { objectMode, ...(highWaterMark === undefined ? {} : { highWaterMark }) },
    signal,
  )
}
