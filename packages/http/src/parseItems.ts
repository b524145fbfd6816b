import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Turn } from './readPages.ts'
import { outputOf, validate } from './validate.ts'

/**
 * Runs the items of a page through a validator, one after the other. A bad one ends the page: those before it are
 * delivered, and then its error. Only a validator that is asynchronous costs a promise an item.
 */
export async function parseItems<T>(
  turn: Turn<unknown>,
  schema: StandardSchemaV1<unknown, T>,
): Promise<Turn<T>> {
  const { page, after } = turn
  if (page === undefined) return { page, after }
  const { url, number, state } = page
  const items: T[] = []
  try {
    for (const [index, item] of page.items.entries()) {
      const verdict = validate(schema, item)
      const known = verdict instanceof Promise ? await verdict : verdict
      items.push(outputOf(known, { url, page: number, index, state }))
    }
    return { page: { ...page, items }, after }
  } catch (error) {
    return { page: { ...page, items, nextState: state }, after: { kind: 'error', error } }
  }
}
