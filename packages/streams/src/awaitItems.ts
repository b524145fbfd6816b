import { noItem, operator, WAIT, type Many, type Operator } from '@rivulet/core'

/**
 * Waits for each promise among the items, as `for await` and `Readable.from` do over an `Iterable`. One
 * that is rejected is an error of the source, which is closed then.
 */
export function awaitItems<A>(): Operator<A, Many<Awaited<A>>, 'async'> {
  return operator<A, Awaited<A>, 'async'>(
    (up, run) => {
      let outcome: { readonly item: Awaited<A> } | { readonly error: unknown } | undefined
      let isPending = false
      const settle = (result: typeof outcome): void => {
        outcome = result
        isPending = false
        run.wake()
      }
      return () => {
        if (isPending) return WAIT
        if (outcome !== undefined) {
          const settled = outcome
          outcome = undefined
          if ('error' in settled) throw settled.error
          return settled.item
        }
        const item = up()
        if (noItem(item)) return item
        if (!isThenable(item)) return item as Awaited<A>
        isPending = true
        Promise.resolve(item).then(
          (value) => settle({ item: value as Awaited<A> }),
          (error: unknown) => settle({ error }),
        )
        return WAIT
      }
    },
    { kind: 'async' },
  )
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly then?: unknown }).then === 'function'
  )
}
