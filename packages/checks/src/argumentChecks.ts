import { isObject } from './isObject.ts'

/** Checks that throw errors of one form: the function, what its parameter must be, and the value given. */
export interface ArgumentChecks {
  /** @throws TypeError unless the value is an object, and not a function or an array */
  checkOptions(name: string, value: unknown): void

  /** @throws TypeError unless the value is an AbortSignal or undefined */
  checkSignal(name: string, value: unknown): void

  /** @throws TypeError unless the value is a boolean or undefined */
  checkBoolean(name: string, parameter: string, value: unknown): void

  /**
   * @param most nothing for no upper bound, or `'infinite'` where Infinity is allowed as well
   * @throws TypeError unless the value is a number, RangeError unless it is whole and within the bounds
   */
  checkWhole(
    name: string,
    parameter: string,
    value: unknown,
    least: number,
    most?: number | 'infinite',
  ): void

  /** @throws TypeError unless the value is a string, RangeError unless it is one of the choices */
  checkChoice(name: string, parameter: string, value: unknown, choices: readonly string[]): void
}

/**
 * @param show how a message shows a value. Packages differ: one that sends credentials must not print
 *   what objects hold, while a stream is best told by what Node's `inspect` prints of it
 */
export function argumentChecks(show: (value: unknown) => string): ArgumentChecks {
  return {
    checkOptions(name, value) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return
      throw new TypeError(`${name}: options must be an object, got ${show(value)}`)
    },

    checkSignal(name, value) {
      if (value === undefined) return
      // Not `instanceof`: a signal of another realm, or of a polyfill, is as good.
      if (isObject(value) && 'aborted' in value && 'addEventListener' in value) return
      throw new TypeError(`${name}: signal must be an AbortSignal, got ${show(value)}`)
    },

    checkBoolean(name, parameter, value) {
      if (value === undefined || typeof value === 'boolean') return
      throw new TypeError(`${name}: ${parameter} must be a boolean, got ${show(value)}`)
    },

    checkWhole(name, parameter, value, least, most) {
      const largest = typeof most === 'number' ? most : Number.MAX_SAFE_INTEGER
      const isNumber = typeof value === 'number'
      if (isNumber && Number.isSafeInteger(value) && value >= least && value <= largest) return
      if (most === 'infinite' && value === Number.POSITIVE_INFINITY) return
      const message = `${name}: ${parameter} must be a whole number ${showBounds(least, most)}, got ${show(value)}`
      throw isNumber ? new RangeError(message) : new TypeError(message)
    },

    checkChoice(name, parameter, value, choices) {
      const isString = typeof value === 'string'
      if (isString && choices.includes(value)) return
      const quoted = choices.map((choice) => `'${choice}'`)
      const list = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
      const message = `${name}: ${parameter} must be ${list}, got ${show(value)}`
      throw isString ? new RangeError(message) : new TypeError(message)
    },
  }
}

function showBounds(least: number, most: number | 'infinite' | undefined): string {
  if (typeof most === 'number') return `from ${least} to ${most}`
  return `of at least ${least}${most === 'infinite' ? ', or Infinity' : ''}`
}
