import { show } from '../kernel/check.ts'
import { checkSource, open } from '../kernel/open.ts'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import type { Inner, Run } from '../kernel/run.ts'

/** @throws TypeError unless the value is a synchronous source */
export function checkIterable(name: string, parameter: string, value: unknown): void {
  if (checkSource(name, parameter, value) === 'sync') return
  throw new TypeError(`${name}: ${parameter} must be an Iterable, got ${show(value)}`)
}

type Pool = readonly unknown[]

/**
 * Collects the items of each source, one source after the other and not before the first pull, and
 * then delivers what `combine` makes of them.
 */
export function pullCombined<R>(
  sources: readonly Iterable<unknown>[],
  run: Run,
  combine: (pools: readonly Pool[]) => Iterable<R>,
): Pull<R> {
  const collect = collected(sources, run)
  let combinations: Pull<R> | undefined
  return () => {
    if (combinations === undefined) {
      const pools = collect()
      if (pools === WAIT) return WAIT
      combinations = open(combine(pools), run)
    }
    return combinations()
  }
}

/** Once answers with the items of all the sources, or with `WAIT` until it can. */
function collected(sources: readonly Iterable<unknown>[], run: Run): () => Pool[] | typeof WAIT {
  const pools: Pool[] = []
  let pool: unknown[] = []
  let inner: Inner<unknown> | undefined
  return () => {
    for (const source of sources.slice(pools.length)) {
      inner ??= run.open(source)
      for (let item = inner.pull(); item !== DONE; item = inner.pull()) {
        if (item === WAIT) return WAIT
        pool.push(item)
      }
      pools.push(pool)
      pool = []
      inner = undefined
    }
    return pools
  }
}
