import { DONE, operator, WAIT, type Many, type Operator } from '@rivulet/core'
import { ENOUGH } from './gather.ts'

/**
 * Gathers chunks that are of no use before the last one has come: also while the source waits, and not before
 * its error. A small whole is one chunk then, and one write, into which no other writer's can get.
 */
export function gatherPatiently(): Operator<Buffer, Many<Buffer>> {
  return operator((up) => {
    let gathered: Buffer[] = []
    let length = 0
    return () => {
      while (length < ENOUGH) {
        const chunk = up()
        if (chunk === WAIT) return WAIT
        if (chunk === DONE && length === 0) return DONE
        if (chunk === DONE) break
        gathered.push(chunk)
        length += chunk.length
      }
      const together = Buffer.concat(gathered)
      gathered = []
      length = 0
      return together
    }
  })
}
