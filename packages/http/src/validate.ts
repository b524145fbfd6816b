import type { StandardSchemaV1 } from '@standard-schema/spec'
import { isObject, show } from './check.ts'
import { InvalidItemError, type ItemPlace } from './invalidItemError.ts'

/** A validator's answer, now or later. */
type Answer<T> = ReturnType<StandardSchemaV1<unknown, T>['~standard']['validate']>

/** Whether a validator is asynchronous. Not `instanceof Promise`: it may use another kind of promise. */
export function isLater<T>(answer: Answer<T>): answer is Extract<Answer<T>, PromiseLike<unknown>> {
  return 'then' in answer && typeof answer.then === 'function'
}

/**
 * What a validator made of an item, which may be another value.
 * @throws InvalidItemError
 */
export function outputOf<T>(result: StandardSchemaV1.Result<T>, place: ItemPlace): T {
  if (result.issues) throw new InvalidItemError(place, result.issues)
  return result.value
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
