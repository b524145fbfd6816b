import { noItem, type Pull } from '@rivulet/core'
import { BodyError } from './bodyError.ts'
import { quoteStart } from './quoteStart.ts'

/** What JSON takes for blank. `trim` takes more, such as a no-break space, which is no JSON. */
const BLANK = /^[ \t\r\n]*$/u

/**
 * Delivers the value of each line that is not blank.
 * @param lineRead told the number of the line whose value comes next, 1 for the first
 */
export function pullJsonLines(
  up: Pull<string>,
  url: string,
  lineRead: (line: number) => void,
): Pull<unknown> {
  let line = 0
  return () => {
    for (;;) {
      const text = up()
      if (noItem(text)) return text
      line++
      if (BLANK.test(text)) continue
      lineRead(line)
      try {
        return JSON.parse(text) as unknown
      } catch (cause) {
        throw new BodyError('NOT_JSON', { url, line }, `not JSON: ${quoteStart(text)}`, { cause })
      }
    }
  }
}
