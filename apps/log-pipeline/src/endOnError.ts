import { DONE, operator, type Many, type Operator } from '@rivulet/core'

/** Ends the pipeline where it fails, after telling the error: one broken file does not spoil the others. */
export function endOnError<T>(tell: (error: unknown) => void): Operator<T, Many<T>> {
  return operator((up) => {
    let failed = false
    return () => {
      if (failed) return DONE
      try {
        return up()
      } catch (error) {
        failed = true
        tell(error)
        return DONE
      }
    }
  })
}
