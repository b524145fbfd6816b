import { checkCount, checkFunction, checkOptions } from '../kernel/check.ts'
import { operator, type Many, type Operator } from '../kernel/operator.ts'
import { DONE, WAIT } from '../kernel/pull.ts'
import type { CallbackReturnsPromise, MaybePromise, NoPromise } from '../kernel/returnsPromise.ts'

/**
 * How far a run has come.
 *
 * @example
 * ```ts
 * import { drain, pipe, progress, range, type Progress } from '@rivulet/core'
 *
 * function show({ count, total = count, remainingMs }: Progress): string {
 *   const left = remainingMs === undefined ? '' : `, ${Math.ceil(remainingMs / 1000)} s left`
 *   return `${Math.round((100 * count) / total)} %${left}`
 * }
 *
 * const onProgress = (now: Progress) => console.log(show(now))
 * pipe(range(0, 5), progress({ total: 5, onProgress }), drain())
 * // 100 %, 0 s left
 * ```
 */
export interface Progress {
  /** How many items have passed. */
  readonly count: number
  /** How many are expected, as the options say. */
  readonly total: number | undefined
  /** Milliseconds since the run began. */
  readonly elapsedMs: number
  /** Items in a second, on average since the run began. */
  readonly perSecond: number
  /**
   * Milliseconds until `total` at that rate; 0 when the source has ended. Before that, `undefined`
   * without a total, and as long as there is no rate.
   */
  readonly remainingMs: number | undefined
  /**
   * `'complete'` when the source has ended; `'stopped'` when the run was over before that, by a
   * `break`, a stage that had enough, an error or an abort.
   */
  readonly state: 'running' | 'complete' | 'stopped'
}

/**
 * The options of {@link progress}.
 *
 * @example
 * ```ts
 * import { drain, pipe, progress, range, type ProgressOptions } from '@rivulet/core'
 *
 * // How every job of a program reports.
 * const reporting = (job: string): ProgressOptions => ({
 *   everyMs: 5000,
 *   onProgress: ({ count, state }) => console.log(`${job}: ${count}, ${state}`),
 * })
 * pipe(range(0, 3), progress(reporting('import')), drain())
 * // import: 3, complete
 * ```
 */
export interface ProgressOptions {
  /** Called as items pass, at most once in `everyMs`, and once at the end, however the run ends. */
  readonly onProgress: (progress: Progress) => unknown
  /** How many items are expected, for `remainingMs`: a whole number of at least 0. More may come. */
  readonly total?: number | undefined
  /**
   * Milliseconds between two calls, at least: a whole number of at least 0, or `Infinity` for the call
   * at the end alone.
   * @default 1000
   */
  readonly everyMs?: number
}

/** So that the clock costs next to nothing, and an item that takes long is still noticed soon. */
const MOST_ITEMS_BETWEEN_LOOKS = 64
/** As long as items come faster than this, the clock is looked at less and less often. */
const SOON_MILLISECONDS = 1

/**
 * Counts the items that pass, and reports how many there were, how fast they come and how long the rest
 * will take. It has no timer: the clock is looked at as items pass, every 64th at the least, so nothing
 * is reported while nothing comes. An error of `onProgress` ends the pipeline.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { drain, pipe, progress, range } from '@rivulet/core'
 *
 * pipe(
 *   range(0, 5),
 *   progress({
 *     total: 5,
 *     onProgress: ({ count, total, state }) => console.log(`${count}/${total} ${state}`),
 *   }),
 *   drain(),
 * )
 * // 5/5 complete
 * ```
 */
export function progress<A, R extends NoPromise>(
  options: ProgressOptions & { readonly onProgress: (progress: Progress) => R },
): Operator<A, Many<A>>
export function progress<A, P extends MaybePromise>(
  options: ProgressOptions & { readonly onProgress: (progress: Progress) => P },
): Operator<A, CallbackReturnsPromise<'nobody waits for what onProgress returns'>>
export function progress<A>(options: ProgressOptions): Operator<A, Many<A>>
export function progress<A>(options: ProgressOptions): Operator<A, unknown> {
  checkOptions('progress', options)
  const { onProgress, total, everyMs = 1000 } = options
  checkFunction('progress', 'onProgress', onProgress)
  if (total !== undefined) checkCount('progress', 'total', total, 0, 'finite')
  checkCount('progress', 'everyMs', everyMs, 0, 'infinite')
  return operator((up, run) => {
    const began = performance.now()
    let reportedAt = began
    let lookedAt = began
    let count = 0
    let untilLook = 0
    let stride = 0
    let isOver = false

    const report = (state: Progress['state'], now: number): void => {
      reportedAt = now
      onProgress(progressOf(count, total, now - began, state))
    }
    const end = (state: Progress['state']): void => {
      if (isOver) return
      isOver = true
      report(state, performance.now())
    }
    const look = (): void => {
      const now = performance.now()
      stride =
        now - lookedAt < SOON_MILLISECONDS
          ? Math.min(stride * 2 + 1, MOST_ITEMS_BETWEEN_LOOKS - 1)
          : 0
      untilLook = stride
      lookedAt = now
      if (now - reportedAt >= everyMs) report('running', now)
    }

    run.defer(() => end('stopped'))
    return () => {
      const item = up()
      // While the run waits there is time for a look.
      if (item === WAIT) untilLook = 0
      else if (item === DONE) end('complete')
      else {
        count++
        if (untilLook > 0) untilLook--
        else look()
      }
      return item
    }
  })
}

function progressOf(
  count: number,
  total: number | undefined,
  elapsedMs: number,
  state: Progress['state'],
): Progress {
  const perSecond = elapsedMs > 0 ? (count / elapsedMs) * 1000 : 0
  let remainingMs: number | undefined
  if (state === 'complete') remainingMs = 0
  else if (total !== undefined && perSecond > 0) {
    remainingMs = (Math.max(0, total - count) / perSecond) * 1000
  }
  return { count, total, elapsedMs, perSecond, remainingMs, state }
}
