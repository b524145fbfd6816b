import { showThrown } from './check.ts'
import { PageError, type PageErrorCode, type PagePlace } from './pageError.ts'

/** What a strategy finds wrong with a page. It does not know where that is: {@link atPage} does. */
export class BadPage extends Error {
  readonly code: PageErrorCode

  constructor(code: PageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Calls a function of the caller or of a strategy; what it throws becomes a `PageError` that names the page and
 * has its state, without which nobody could tell which of thousands of pages it was.
 */
export function atPage<R>(
  place: PagePlace,
  /** Of what is called, and of an error that says none itself. */
  [name, code]: readonly [name: string, code: PageErrorCode],
  call: () => R,
): R {
  try {
    return call()
  } catch (error) {
    if (error instanceof BadPage) {
      throw new PageError(error.code, place, error.message, { cause: error.cause })
    }
    throw new PageError(code, place, `${name} threw ${showThrown(error)}`, { cause: error })
  }
}
