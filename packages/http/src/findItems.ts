import { isObject } from '@rivulet/checks'
import { atPage } from './badPage.ts'
import { show } from './check.ts'
import { PageError, type PagePlace } from './pageError.ts'
import type { ReceivedPage } from './requestPage.ts'

/** Finds the items of a page in its parsed body. */
export type FindItems<T> = (body: unknown, response: Response) => readonly T[]

/**
 * @param find without it, the body itself has to be the array
 * @throws PageError if what is found is no array, or `find` throws
 */
export function findItems<T>(
  place: PagePlace,
  { body, response }: Pick<ReceivedPage, 'body' | 'response'>,
  find: FindItems<T> | undefined,
): readonly T[] {
  if (find === undefined) {
    if (Array.isArray(body)) return body
    throw new PageError(
      'NO_ITEMS',
      place,
      `the body is ${describe(body)} and not an array: give items, a function that finds the array ` +
        'in it, such as (body) => body.data',
    )
  }
  const items: unknown = atPage(place, ['items', 'NO_ITEMS'], () => find(body, response))
  if (Array.isArray(items)) return items
  throw new PageError(
    'NO_ITEMS',
    place,
    `items must return an array, got ${show(items)} from a body that is ${describe(body)}`,
  )
}

function describe(body: unknown): string {
  if (!isObject(body) || Array.isArray(body)) return show(body)
  const keys = Object.keys(body)
  const named = keys.slice(0, 8).map((key) => show(key))
  if (keys.length > named.length) named.push('…')
  return keys.length === 0 ? 'an empty object' : `an object with ${named.join(', ')}`
}
