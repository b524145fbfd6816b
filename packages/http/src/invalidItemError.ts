import type { StandardSchemaV1 } from '@standard-schema/spec'
import { PageError } from './pageError.ts'
import type { PageState } from './pageState.ts'

/**
 * Which item an error is about.
 *
 * @example
 * ```ts
 * import { InvalidItemError, type ItemPlace } from '@rivulet/http'
 *
 * // The error of a check of your own, which says where it stands as that of `parse` does.
 * const place: ItemPlace = { url: 'https://api.example.com/users', page: 2, index: 17 }
 * const { message } = new InvalidItemError(place, [{ message: 'is used', path: ['id'] }])
 * console.log(message)
 * // page 2, https://api.example.com/users: item 17 is not what parse expects: id: is used
 * ```
 */
export interface ItemPlace {
  readonly url: string | URL
  /** The number of the item's page, 1 for the first; `undefined` for an item of a body that is streamed. */
  readonly page?: number | undefined
  /** The item's place in its page, or in the body: 0 for the first. */
  readonly index: number
  /** The item's line in the body, 1 for the first; `undefined` for a body that is not made of lines. */
  readonly line?: number | undefined
  readonly state?: PageState | undefined
}

/**
 * One thing that a validator finds wrong with an item.
 *
 * @example
 * ```ts
 * import type { ItemIssue } from '@rivulet/http'
 *
 * // Where somebody has to look, in the words of a form.
 * const show = ({ path, message }: ItemIssue): string => `${path.map(String).join(' › ')}: ${message}`
 *
 * console.log(show({ path: ['address', 'city'], message: 'is missing' }))
 * // address › city: is missing
 * ```
 */
export interface ItemIssue {
  readonly message: string
  /** The keys that lead to it from the item; empty if it is the item itself. */
  readonly path: readonly PropertyKey[]
}

/**
 * An item did not pass the `parse` option. The items before it have been delivered. Its `code` is
 * `'INVALID_ITEM'`; if the validator threw, that is the `cause`. The message names the first three issues and does not show the item.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byPage, InvalidItemError, paginate } from '@rivulet/http'
 * import { z } from 'zod'
 *
 * const users = paginate('https://api.example.com/users', {
 *   strategy: byPage(),
 *   parse: z.object({ name: z.string() }),
 *   fetch: async () => Response.json([{ name: 'Ada' }, { name: 7 }]), // stands in for the server
 * })
 * try {
 *   await pipe(users, toArray())
 * } catch (error) {
 *   if (!(error instanceof InvalidItemError)) throw error
 *   console.log(error.page, error.index, error.issues[0]?.path) // 1 1 ['name']
 * }
 * ```
 */
export class InvalidItemError extends PageError {
  override readonly name: string = 'InvalidItemError'
  /** The item's place in its page, or in the body: 0 for the first. */
  readonly index: number
  /** The item's line, 1 for the first; `undefined` for an item of a page or of a body that is not made of lines. */
  readonly line: number | undefined
  readonly issues: readonly ItemIssue[]

  constructor(place: ItemPlace, issues: readonly StandardSchemaV1.Issue[], options?: ErrorOptions) {
    const { url, page: number, index, line, state } = place
    // Not path.map: arktype's paths are a kind of array of its own.
    const found = issues.map(({ message, path = [] }) => ({
      message,
      path: Array.from(path, toKey),
    }))
    const item = line === undefined ? `item ${index}` : `line ${line}, item ${index}`
    super(
      'INVALID_ITEM',
      { url, number, state },
      `${item} is not what parse expects: ${summary(found)}`,
      options,
    )
    this.index = index
    this.line = line
    this.issues = found
  }
}

function toKey(segment: PropertyKey | StandardSchemaV1.PathSegment): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment
}

const SHOWN_ISSUES = 3

function summary(issues: readonly ItemIssue[]): string {
  const shown = issues
    .slice(0, SHOWN_ISSUES)
    .map(({ message, path }) => (path.length === 0 ? message : `${showPath(path)}: ${message}`))
  if (issues.length > SHOWN_ISSUES) shown.push(`and ${issues.length - SHOWN_ISSUES} more`)
  return shown.join('; ')
}

function showPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
