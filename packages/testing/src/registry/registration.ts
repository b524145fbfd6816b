import type { Source } from '@rivulet/core'
import type { Arbitrary } from 'fast-check'

/** A law that needs the registration's word on whether it applies, by the name of its file. */
export type Law =
  | 'lazy'
  | 'infinite'
  | 'closeOnce'
  | 'waitForCleanup'
  | 'nothingHangs'
  | 'oneAtATime'
  | 'nothingLost'
  | 'batchesDontShow'
  | 'repeatableOrLoud'
  | 'noLeaks'
  | 'fair'

/** Makes a further source of the kind that a law is at, for a stage that opens more than one. */
type Inner = (items: readonly unknown[]) => Source<never>

/** An export with sample arguments, put behind a source. */
export interface StageCase {
  /** As it would be written: `take(3)`. */
  readonly title: string
  /** What the source gives. Long enough that the stage delivers, and so that nothing is held back at its end. */
  readonly input: readonly unknown[]
  /** The items that a pipeline delivers, or the single result of a sink. */
  readonly output: readonly unknown[]
  /** What is delivered if the source fails after `input`, where that is not `output`. */
  readonly outputBeforeError?: readonly unknown[]
  /** A pipeline for an operator; what a sink gives, for a sink. */
  build(source: Source<never>, inner: Inner): unknown
  /** How many items the source has been asked for when the n-th (from 1) was delivered. Not for a sink. */
  needs?(nth: number): number
  /** Whether it ends, or a sink gives its result, although its source does not end. */
  readonly ends?: boolean
  /** Why an error that is falsy does not come through as it is. */
  readonly wrapsFalsyErrors?: string
  /** What a source has to give endlessly for law 2 and 11, if `input` over and over will not do. */
  readonly endless?: readonly unknown[]
}

/** Makes a function that behaves as the one it is given until a law makes it throw. */
export type Wrap = <Arguments extends unknown[], R>(
  callback: (...args: Arguments) => R,
) => (...args: Arguments) => R

/** An export with a callback that a law lets throw. */
export interface CallbackCase {
  /** Whose callback it is, and which: "the callback of `map`". */
  readonly title: string
  readonly input: readonly unknown[]
  build(source: Source<never>, wrap: Wrap, inner: Inner): unknown
}

/** A call that has to throw. */
export interface BadCall {
  /** As it would be written: `take(-1)`. */
  readonly title: string
  call(): unknown
  readonly error: 'TypeError' | 'RangeError'
  /** What the message has to contain: the function, the constraint, the value given. */
  readonly says: readonly (string | RegExp)[]
}

/** An operator with random arguments, for law 8. */
export interface RandomStage {
  readonly title: string
  build(source: Source<never>): unknown
}

export interface StageRegistration {
  readonly kind: 'operator' | 'source' | 'adapter' | 'sink'
  readonly cases: readonly StageCase[]
  readonly callbacks?: readonly CallbackCase[]
  readonly random?: Arbitrary<RandomStage>
  readonly badCalls?: readonly BadCall[]
  /** For law 14: a pipeline that delivers exactly the items of its source. */
  readonly passing?: readonly {
    readonly title: string
    build(source: Source<never>, inner: Inner): unknown
  }[]
  /** For law 9: pipelines that can be read once, because of what they read. */
  readonly readOnce?: readonly { readonly title: string; make(): Source }[]
  /** Order is no part of what it promises. */
  readonly unordered?: boolean
  /** Why a law does not apply. */
  readonly exempt?: Partial<Record<Law, string>>
}

/** An export that is not a part of a pipeline. */
interface OtherRegistration {
  readonly kind: 'class' | 'value' | 'utility'
  /** Why no law about pipelines applies, or where they are tested instead. */
  readonly reason: string
  readonly badCalls?: readonly BadCall[]
}

export type Registration = StageRegistration | OtherRegistration

/** The exports of one entry of a package, by name. */
export type PackageRegistry = Readonly<Record<string, Registration>>

export function isStage(registration: Registration): registration is StageRegistration {
  return 'cases' in registration
}
