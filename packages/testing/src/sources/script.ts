import { latch, type Latch } from '../latch.ts'

/** What a source does, however it is written: which items it gives, what comes after, how it cleans up. */
export interface Script {
  /** The items, or the item of each index of an endless source. */
  readonly items: readonly unknown[] | ((index: number) => unknown)
  /** What comes after the items. An endless source never gets there. */
  readonly after: 'end' | 'hang' | { readonly error: unknown }
  /** Called by the first `return()`, which waits for a promise if the source is asynchronous. */
  readonly cleanup: () => unknown
  /** Opens when a `next()` was called that will never settle. */
  readonly hung: Latch
}

/** A source that gives the items and ends. */
export function giving(
  items: readonly unknown[],
  cleanup: Script['cleanup'] = () => undefined,
): Script {
  return { items, after: 'end', cleanup, hung: latch() }
}

/** A source without an end, which begins anew with the first item after the last. */
export function endless(
  items: readonly unknown[] = [1, 2, 3, 4],
  cleanup: Script['cleanup'] = () => undefined,
): Script {
  return {
    items: (index) => items[index % items.length],
    after: 'end',
    cleanup,
    hung: latch(),
  }
}

/** A source that throws `error` after its items. */
export function failing(items: readonly unknown[], error: unknown): Script {
  return { items, after: { error }, cleanup: () => undefined, hung: latch() }
}

/** A source whose `next()` never settles after the items have been given. */
export function hanging(items: readonly unknown[]): Script {
  return { items, after: 'hang', cleanup: () => undefined, hung: latch() }
}

/** An endless source whose cleanup throws. */
export function failingCleanup(error: unknown, items?: readonly unknown[]): Script {
  return endless(items, () => {
    throw error
  })
}

/** An endless source whose asynchronous cleanup begins, and goes on until the latch is opened. */
export function slowCleanup(
  items: readonly unknown[],
): Script & { readonly begun: Latch; readonly finish: Latch } {
  const begun = latch()
  const finish = latch()
  const script = endless(items, () => {
    begun.open()
    return finish.promise
  })
  return { ...script, begun, finish }
}

/** The next step of a script. */
export function play(script: Script, index: number): IteratorResult<unknown, undefined> | 'hang' {
  if (typeof script.items === 'function') return { value: script.items(index), done: false }
  if (index < script.items.length) return { value: script.items[index], done: false }
  if (script.after === 'hang') {
    script.hung.open()
    return 'hang'
  }
  if (script.after === 'end') return { value: undefined, done: true }
  throw script.after.error
}
