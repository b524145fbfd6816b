import { PageError, type PageErrorCode, type PagePlace } from './pageError.ts'

/** What a strategy finds wrong with a page. It does not know where that is: {@link atPage} does. */
export class BadPage extends Error {
  readonly code: PageErrorCode

  constructor(code: PageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Calls a strategy; a {@link BadPage} becomes a `PageError` that names the page. */
export function atPage<R>(place: PagePlace, call: () => R): R {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof BadPage)) throw error
    throw new PageError(error.code, place, error.message, { cause: error.cause })
  }
}
