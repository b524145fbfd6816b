import { isObject } from '@rivulet/checks'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { show, showThrown } from './check.ts'
import { InvalidItemError, type ItemPlace } from './invalidItemError.ts'

/** What came of an item: what the validator made of it or found wrong with it, or what it threw. */
export type Verdict<T> = StandardSchemaV1.Result<T> | { readonly thrown: unknown }

/** Calls a validator. Neither this nor its promise throws: what the validator throws is the verdict on the item. */
export function validate<T>(
  schema: StandardSchemaV1<unknown, T>,
  item: unknown,
): Verdict<T> | Promise<Verdict<T>> {
  try {
    const answer = schema['~standard'].validate(item)
    // Not instanceof Promise: it may be another kind of promise.
    if (!('then' in answer) || typeof answer.then !== 'function') return answer
    return Promise.resolve(answer).catch((thrown: unknown) => ({ thrown }))
  } catch (thrown) {
    return { thrown }
  }
}

/**
 * What a validator made of an item, which may be another value.
 * @throws InvalidItemError
 */
export function outputOf<T>(verdict: Verdict<T>, place: ItemPlace): T {
  if ('thrown' in verdict) {
    const { thrown } = verdict
    throw new InvalidItemError(place, [{ message: `threw ${showThrown(thrown)}` }], {
      cause: thrown,
    })
  }
  if (verdict.issues) throw new InvalidItemError(place, verdict.issues)
  return verdict.value
}

/** @throws TypeError unless the value is a validator of the Standard Schema, or undefined */
export function checkSchema(name: string, value: unknown): void {
  if (value === undefined) return
  if (isObject(value) && '~standard' in value) {
    const standard = value['~standard']
    if (isObject(standard) && 'validate' in standard && typeof standard.validate === 'function')
      return
  }
  throw new TypeError(
    `${name}: parse must be a Standard Schema, as zod, valibot and arktype make them, got ${show(value)}`,
  )
}
