/**
 * The output of a synchronous operator whose callback returns a promise, always or at times. It is the
 * output of no stage, so `pipe` refuses the operator, and the compiler's message has the advice in it.
 */
export interface CallbackReturnsPromise<Advice extends string> {
  readonly advice: Advice
}

/**
 * What is no promise, as far as the compiler knows. A function with a synchronous callback has three
 * overloads: a callback that gives this is taken; one that gives a {@link MaybePromise} is refused; and of
 * what is neither (`unknown`, a type parameter) nothing is known, so it is taken.
 *
 * Both have to be constraints of a type parameter. As the result type itself they would not do: when the
 * compiler tries overloads, it first wants optional members to be there.
 */
export type NoPromise = Settled | null | undefined | void

/** A promise, or a union with one, of which the compiler knows every member. */
export type MaybePromise = NoPromise | PromiseLike<unknown>

interface Settled {
  readonly then?: never
  // Everything has it. A type with nothing but optional members does not take what has none of them.
  valueOf(): unknown
}
