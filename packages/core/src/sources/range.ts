import { show } from '../kernel/check.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import { Seq } from '../kernel/seq.ts'

/**
 * The numbers from `start` up to and without `end`. Each is computed as `start + index * step`, so
 * fractions do not add up their errors.
 * @param start where to begin
 * @param end where to stop; `Infinity` for no end
 * @param step the distance between two numbers, not 0
 *   @default 1, or -1 if `end` is below `start`
 * @throws TypeError for anything but numbers, RangeError for NaN, a step of 0, and an infinite start or step
 *
 * @example
 * ```ts
 * import { range } from '@rivulet/core'
 *
 * console.log([...range(0, 3)], [...range(3, 0)], [...range(0, 1, 0.25)])
 * // [0, 1, 2] [3, 2, 1] [0, 0.25, 0.5, 0.75]
 * ```
 */
export function range(
  start: number,
  end: number,
  step: number = end < start ? -1 : 1,
): Seq<number> {
  checkNumber('start', start, Number.isFinite(start), 'finite')
  checkNumber('end', end, !Number.isNaN(end), 'no NaN')
  checkNumber('step', step, Number.isFinite(step) && step !== 0, 'finite and not 0')
  let length = Math.max(0, Math.ceil((end - start) / step))
  // The division may round up: (1.3 - 1) / 0.1 is a little more than 3, and 1 + 3 * 0.1 is 1.3.
  const last = start + (length - 1) * step
  if (length > 0 && (step > 0 ? last >= end : last <= end)) length--
  return new Seq((run) => {
    let index = 0
    let limit = 0
    return () => {
      if (index === limit) {
        if (index === length) return DONE
        limit = index + run.spend(length - index)
        if (limit === index) return WAIT
      }
      return start + index++ * step
    }
  })
}

function checkNumber(parameter: string, value: number, valid: boolean, constraint: string): void {
  const message = `range: ${parameter} must be a number, ${constraint}, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (!valid) throw new RangeError(message)
}
