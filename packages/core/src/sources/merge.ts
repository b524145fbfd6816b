import { Flow } from '../kernel/flow.ts'
import { group } from '../kernel/group.ts'
import { Line, type Standing } from '../kernel/line.ts'
import { checkSource, open } from '../kernel/open.ts'
import { DONE, noItem, WAIT, waiting, type Pull } from '../kernel/pull.ts'
import type { Run } from '../kernel/run.ts'
import type { Item, Source } from '../kernel/source.ts'
import { watched } from '../kernel/watched.ts'

/**
 * The items of all the sources as they come. All are opened at the beginning, and each is asked for
 * one item at a time. Those that have an item take turns, so that one that never has to wait leaves
 * the others their share. It ends with the last source; an error of one ends it at once. The sources
 * are closed at the same time, not one after the other.
 * @throws TypeError for something that is not iterable
 *
 * @example
 * ```ts
 * import { generate, merge, pipe, toArray } from '@rivulet/core'
 *
 * const slow = generate(async function* () {
 *   await new Promise((resolve) => setTimeout(resolve, 10))
 *   yield 'slow'
 * })
 * console.log(await pipe(merge(slow, ['a', 'b']), toArray())) // ['a', 'b', 'slow']
 * ```
 */
export function merge<S extends readonly Source[]>(...sources: S): Flow<Item<S[number]>>
export function merge(...sources: readonly Source[]): Flow<unknown> {
  for (const [index, source] of sources.entries()) {
    checkSource('merge', `source ${index + 1}`, source)
  }
  return new Flow((run) => inTurns(sources, run))
}

interface Lane extends Standing<Lane> {
  pull: Pull<unknown>
  /** It may be woken, and asked, once more after its end. */
  isOver: boolean
}

/** A source that said `WAIT` is asked again only after it was woken: those that are silent cost nothing. */
function inTurns(sources: readonly Source[], run: Run): Pull<unknown> {
  const lanes = group(run)
  const line = new Line<Lane>()
  for (const source of sources) {
    const lane: Lane = { pull: waiting, isInLine: false, behind: undefined, isOver: false }
    const origin = watched(
      (inner) => open(source, inner),
      () => line.add(lane),
    )
    lane.pull = lanes.open(origin).pull
    line.add(lane)
  }
  let left = sources.length
  return () => {
    for (let lane = line.next(); lane !== undefined; lane = line.next()) {
      const answer = lane.pull()
      if (!noItem(answer)) {
        line.add(lane)
        return answer
      }
      if (answer === WAIT) continue
      if (!lane.isOver) left--
      lane.isOver = true
    }
    return left === 0 ? DONE : WAIT
  }
}
