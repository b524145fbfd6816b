/**
 * The output of a synchronous operator whose callback returns a promise. It is the output of no
 * stage, so `pipe` refuses the operator, and the compiler's message has the advice in it.
 */
export interface CallbackReturnsPromise<Advice extends string> {
  readonly advice: Advice
}

/**
 * `Output`, or a refusal if `P` is really a promise. Callbacks that return `any` or `never` match an
 * overload for promises as well, and mean no harm.
 */
export type RefusePromise<P, Advice extends string, Output> = 0 extends 1 & P
  ? Output
  : [P] extends [never]
    ? Output
    : CallbackReturnsPromise<Advice>
