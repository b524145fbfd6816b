/** The options of {@link readText}. */
export interface ReadTextOptions {
  /** Cancels the body, also one that a `fetch` made by hand does not tie to the request's signal. */
  readonly signal: AbortSignal
  /** How many bytes to read at most. */
  readonly limit?: number
  /** How many milliseconds to wait at most. */
  readonly patience?: number
}

/** What could be read of a body, and the error that ended it early. */
export interface ReadText {
  readonly text: string
  /** Whether the body ended within the limit. */
  readonly isWhole: boolean
  readonly failure: { readonly error: unknown } | undefined
}

/**
 * Reads a body, or the beginning of it, as UTF-8. What is left is cancelled. It never rejects and never
 * waits for a body that was given up.
 */
export async function readText(response: Response, options: ReadTextOptions): Promise<ReadText> {
  const { signal, limit = Number.POSITIVE_INFINITY, patience } = options
  const decoder = new TextDecoder()
  let text = ''
  let left = limit
  let isWhole = false
  let cancel: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const reader = response.body?.getReader()
    if (reader === undefined) return { text, isWhole: true, failure: undefined }
    // A body that has ended is not changed by this; a read that is under way ends.
    cancel = () => void reader.cancel().catch(() => {})
    signal.addEventListener('abort', cancel, { once: true })
    // A fetch that does not heed the signal may well answer after the abort.
    if (signal.aborted) cancel()
    if (patience !== undefined) timer = setTimeout(cancel, patience)
    while (left > 0) {
      const { done, value } = await reader.read()
      if (done) {
        text += decoder.decode()
        isWhole = true
        break
      }
      const bytes = value.subarray(0, left)
      left -= bytes.length
      text += decoder.decode(bytes, { stream: true })
    }
    return { text, isWhole, failure: undefined }
  } catch (error) {
    return { text, isWhole, failure: { error } }
  } finally {
    clearTimeout(timer)
    if (cancel !== undefined) {
      signal.removeEventListener('abort', cancel)
      cancel()
    }
  }
}
