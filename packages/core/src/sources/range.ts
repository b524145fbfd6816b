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
export function range(start: number, end: number, step?: number): Seq<number> {
  checkNumber('start', start, Number.isFinite(start), 'finite')
  checkNumber('end', end, !Number.isNaN(end), 'no NaN')
  const byDefault = end < start ? -1 : 1
  const distance = step === undefined ? byDefault : step
  checkNumber('step', distance, Number.isFinite(distance) && distance !== 0, 'finite and not 0')
  const length = countOf(start, end, distance)
  return new Seq((run) => {
    let index = 0
    let limit = 0
    return () => {
      if (index === limit) {
        if (index === length) return DONE
        limit = index + run.spend(length - index)
        if (limit === index) return WAIT
      }
      return start + index++ * distance
    }
  })
}

/**
 * How many numbers come before the end. The division may be rounded to one more or one less, and far from 0,
 * where numbers are further apart than the step, many may be the end itself: `start + index * step` decides.
 */
function countOf(start: number, end: number, step: number): number {
  const isBeforeEnd = (index: number): boolean => {
    const n = start + index * step
    return step > 0 ? n < end : n > end
  }
  const about = Math.max(0, Math.ceil((end - start) / step))
  if (!isBeforeEnd(about) && (about === 0 || isBeforeEnd(about - 1))) return about
  let [low, high] = [0, Number.MAX_SAFE_INTEGER]
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (isBeforeEnd(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function checkNumber(parameter: string, value: number, valid: boolean, constraint: string): void {
  const message = `range: ${parameter} must be a number, ${constraint}, got ${show(value)}`
  if (typeof value !== 'number') throw new TypeError(message)
  if (!valid) throw new RangeError(message)
}
