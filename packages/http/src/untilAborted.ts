/**
 * What a promise gives, or the signal's reason as soon as it is aborted: a `fetch` of the caller may heed no
 * signal.
 * @param tooLate gets what comes after all, to close it
 */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  tooLate: (value: T) => void,
): Promise<T> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  })
  try {
    return await Promise.race([promise, aborted])
  } catch (error) {
    if (signal.aborted) promise.then(tooLate, () => {})
    throw error
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
