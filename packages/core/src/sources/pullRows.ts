import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Inner, Run } from '../kernel/run.ts'
import type { Source } from '../kernel/source.ts'

export type ZipMode = 'shortest' | 'longest' | 'strict'

export const ZIP_MODES: readonly ZipMode[] = ['shortest', 'longest', 'strict']

/** What `zip` and `zipKeyed` have in common. */
export interface Rows {
  readonly sources: readonly Source[]
  readonly mode: ZipMode
  /** Stands for the items of a source that has ended, by its place. */
  readonly padding: readonly unknown[]
  /** What is thrown when the sources turn out to be uneven: `ended` came to its end, `other` has or had an item. */
  uneven(ended: number, other: number): Error
}

/**
 * Delivers one item of each source at a time, as the TC39 joint iteration proposal has it: the sources
 * are asked in their order, one after the other, and none after one that ended the whole. The run
 * closes them in reverse order.
 */
export function pullRows(
  { sources, mode, padding, uneven }: Rows,
  run: Run,
): Pull<readonly unknown[]> {
  // `undefined` stands for a source that has ended, and whose place is padded.
  const inners: (Inner<unknown> | undefined)[] = sources.map((source) => run.open(source))
  let open = inners.length
  let row: unknown[] = []
  let place = 0
  let ending = false // strict: the first source has ended, and the others have to
  return () => {
    if (open === 0) return DONE
    for (; place < inners.length; place++) {
      const answer = inners[place] === undefined ? padding[place] : inners[place]?.pull()
      if (answer === WAIT) return WAIT
      if (answer !== DONE) {
        if (ending) throw uneven(0, place)
        row.push(answer)
        continue
      }
      if (mode === 'shortest') return DONE
      if (mode === 'longest') {
        inners[place] = undefined
        if (--open === 0) return DONE
        row.push(padding[place])
        continue
      }
      if (place > 0 && !ending) throw uneven(place, 0)
      ending = true
    }
    if (ending) return DONE
    const full = row
    row = []
    place = 0
    return full
  }
}
