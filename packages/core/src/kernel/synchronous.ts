/**
 * The result of a synchronous operator's callback. For a promise it becomes a sentence, so that the
 * compiler's message says what to use instead.
 */
export type Synchronous<B, Instead extends string> =
  B extends PromiseLike<unknown> ? `the callback returns a promise: use ${Instead}` : B
