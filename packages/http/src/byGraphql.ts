import { isObject } from '@rivulet/checks'
import { BadPage } from './badPage.ts'
import { checkFunction, checkName, checkOptions, show } from './check.ts'
import type { Strategy } from './strategy.ts'

/**
 * The options of {@link byGraphql}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byGraphql, paginate, type ByGraphqlOptions } from '@rivulet/http'
 *
 * // The same query for everybody, with other variables.
 * const repositoriesOf = (login: string): ByGraphqlOptions => ({
 *   query: `query ($login: String!, $after: String) { user(login: $login) {
 *     repositories(first: 100, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } }
 *   } }`,
 *   variables: { login },
 *   connection: 'user.repositories',
 * })
 *
 * const page = { nodes: [{ name: 'node' }], pageInfo: { hasNextPage: false } }
 * const repositories = paginate('https://api.example.com/graphql', {
 *   strategy: byGraphql(repositoriesOf('nodejs')),
 *   // Stands in for the server.
 *   fetch: async () => Response.json({ data: { user: { repositories: page } } }),
 * })
 * console.log(await pipe(repositories, toArray())) // [{ name: 'node' }]
 * ```
 */
export interface ByGraphqlOptions {
  /**
   * The query, with a variable for the cursor, that asks for `pageInfo { hasNextPage endCursor }` and for `nodes`
   * or `edges { node }` of the connection. A mutation is refused: it would be sent for every page.
   */
  readonly query: string
  /**
   * The other variables. Copied when the strategy is made.
   * @default {}
   */
  readonly variables?: Readonly<Record<string, unknown>> | undefined
  /** Where the connection is in `data`: the names on the way, with dots between (`'repository.issues'`), or a function. */
  readonly connection: string | ((data: unknown) => unknown)
  /**
   * The name of the variable for the cursor.
   * @default 'after'
   */
  readonly cursorVariable?: string | undefined
}

/** A connection as the GraphQL Cursor Connections Specification describes it. */
interface Connection {
  readonly nodes?: readonly unknown[] | null
  readonly edges?: readonly ({ readonly node: unknown } | null)[] | null
  readonly pageInfo?: { readonly hasNextPage?: unknown; readonly endCursor?: unknown } | null
}

/**
 * The pages of a connection of a GraphQL API, after the GraphQL Cursor Connections Specification. Each is a
 * POST with the query and the cursor, which is sent again after a failure although it is a POST, because a query changes
 * nothing. It ends where `hasNextPage` is not true. A server that says there is more but gives no cursor,
 * or the same one, would give the same page for ever: that is what `onRepeat` is about.
 *
 * The items are the connection's `nodes`, or the `node` of each of its `edges`, unless `paginate` is given
 * `items`. An answer with `errors` is a `PageError` with the code `GRAPHQL`, also where it has data: some of that is
 * missing.
 * @throws TypeError or RangeError for a bad option
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { byGraphql, paginate } from '@rivulet/http'
 *
 * const page = (nodes: string[], hasNextPage: boolean, endCursor: string) =>
 *   Response.json({ data: { alphabet: { letters: { nodes, pageInfo: { hasNextPage, endCursor } } } } })
 *
 * const letters = paginate<string>('https://api.example.com/graphql', {
 *   strategy: byGraphql({
 *     query: `query ($after: String) {
 *       alphabet { letters(first: 1, after: $after) { nodes pageInfo { hasNextPage endCursor } } }
 *     }`,
 *     connection: 'alphabet.letters',
 *   }),
 *   // Stands in for the server.
 *   fetch: async (_, { body }) =>
 *     String(body).includes('"after":"x1"') ? page(['b'], false, 'x2') : page(['a'], true, 'x1'),
 * })
 * console.log(await pipe(letters, toArray())) // ['a', 'b']
 * ```
 */
export function byGraphql(options: ByGraphqlOptions): Strategy {
  checkOptions('byGraphql', options)
  const { query, connection, cursorVariable = 'after', variables = {} } = options
  checkQuery(query)
  checkName('byGraphql', 'cursorVariable', cursorVariable)
  if (!isObject(variables) || Array.isArray(variables)) {
    throw new TypeError(`byGraphql: variables must be an object, got ${show(variables)}`)
  }
  const find = toFinder(connection)
  const fixed = JSON.stringify(variables)
  const target = (cursor?: string): object => {
    const all = {
      ...(JSON.parse(fixed) as object),
      ...(cursor !== undefined && { [cursorVariable]: cursor }),
    }
    return { query, variables: all }
  }
  return {
    first: (url) => ({ url, method: 'POST', body: target(), isRepeatable: true }),
    check: checkErrors,
    items(body) {
      const { nodes, edges } = find(body)
      if (Array.isArray(nodes)) return nodes
      if (Array.isArray(edges)) return edges.map((edge: { node: unknown } | null) => edge?.node)
      throw new BadPage(
        'NO_ITEMS',
        'the connection has neither nodes nor edges: ask for one, or give items',
      )
    },
    next({ body, requestUrl, requestBody }) {
      const { pageInfo } = find(body)
      if (typeof pageInfo?.hasNextPage !== 'boolean') {
        throw new BadPage('BAD_NEXT', 'the connection has no pageInfo { hasNextPage }: ask for it')
      }
      if (!pageInfo.hasNextPage) return undefined
      const { endCursor } = pageInfo
      const isCursor = typeof endCursor === 'string' && endCursor !== ''
      // Without one the same request would follow, and that is what the run is told.
      const next = isCursor ? target(endCursor) : (JSON.parse(String(requestBody)) as object)
      return { url: requestUrl, body: next, isRepeatable: true }
    },
  }
}

/** Comments and strings, in which anything may stand. */
const TEXT = /"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g

function checkQuery(query: unknown): void {
  checkName('byGraphql', 'query', query)
  const operations = String(query).replaceAll(TEXT, '')
  if (/^\s*(?:mutation|subscription)\b|\}\s*(?:mutation|subscription)\b/.test(operations)) {
    throw new RangeError(`byGraphql: query must be a query, got ${show(operations.trim())}`)
  }
}

function toFinder(connection: unknown): (body: unknown) => Connection {
  if (typeof connection === 'string') checkName('byGraphql', 'connection', connection)
  else checkFunction('byGraphql', 'connection', connection, 'a string or a function')
  const path = typeof connection === 'string' ? connection.split('.') : []
  return (body) => {
    const data = isObject(body) && 'data' in body ? body.data : undefined
    const found: unknown =
      typeof connection === 'function' ? connection(data) : path.reduce(property, data)
    if (isObject(found)) return found
    const at = path.length > 0 ? ` at ${show(connection)}` : ''
    throw new BadPage(
      'NO_ITEMS',
      `connection must lead to an object in data, got ${show(found)}${at}`,
    )
  }
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name as keyof typeof value] : undefined
}

function checkErrors(body: unknown): void {
  const errors: unknown = property(body, 'errors')
  if (!Array.isArray(errors) || errors.length === 0) return
  const messages = errors.slice(0, 3).map((error) => show(property(error, 'message')))
  if (errors.length > 3) messages.push(`and ${errors.length - 3} more`)
  throw new BadPage('GRAPHQL', `answered with errors: ${messages.join(', ')}`, { cause: errors })
}
