import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { byGraphql, type ByGraphqlOptions } from './byGraphql.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

interface Sent {
  readonly query: string
  readonly variables: Record<string, unknown>
}

/** A server that keeps what was sent to it, and answers with JSON. */
async function graphql(
  answer: (sent: Sent) => unknown,
): Promise<{ server: TestServer; sent: Sent[] }> {
  const sent: Sent[] = []
  const server = await testServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body = JSON.parse(text) as Sent
    sent.push(body)
    response.end(JSON.stringify(answer(body)))
  })
  return { server, sent }
}

const query = 'query ($after: String) { issues(after: $after) { nodes } }'
const strategy = byGraphql({ query, variables: { first: 2 }, connection: 'issues' })
const page = (nodes: unknown, hasNextPage: unknown, endCursor: unknown): unknown => ({
  data: { issues: { nodes, pageInfo: { hasNextPage, endCursor } } },
})
const read = (server: TestServer, connection = strategy): Promise<unknown[]> =>
  pipe(paginate(server.origin, { strategy: connection, retry: { minDelayMs: 1 } }), toArray())

test('sends the query with the cursor of the page before, as JSON', async () => {
  const { server, sent } = await graphql(({ variables }) =>
    variables['after'] === undefined ? page([1, 2], true, 'x') : page([3], false, 'y'),
  )
  expect(await read(server)).toEqual([1, 2, 3])
  expect(sent).toEqual([
    { query, variables: { first: 2 } },
    { query, variables: { first: 2, after: 'x' } },
  ])
  expect(server.headers.map((headers) => headers['content-type'])).toEqual([
    'application/json',
    'application/json',
  ])
})

test('takes edges where there are no nodes, a function as the connection, and another variable', async () => {
  const { server, sent } = await graphql(({ variables }) => ({
    data: {
      all: [
        {
          edges: [{ node: variables['cursor'] ?? 'first' }, null],
          pageInfo: { hasNextPage: variables['cursor'] === undefined, endCursor: 'x' },
        },
      ],
    },
  }))
  const connection = (data: unknown): unknown => (data as { all: unknown[] }).all[0]
  const byCursor = byGraphql({ query, connection, cursorVariable: 'cursor' })
  expect(await read(server, byCursor)).toEqual(['first', undefined, 'x', undefined])
  expect(sent[1]?.variables).toEqual({ cursor: 'x' })
})

test.each([null, undefined, '', 'the same'])(
  'hasNextPage with a cursor that is %o is found to repeat the page',
  async (cursor) => {
    const { server, sent } = await graphql(() => page([1], true, cursor))
    await expect(read(server)).rejects.toMatchObject({ code: 'REPEATED_PAGE' })
    expect(sent).toHaveLength(cursor === 'the same' ? 2 : 1)
    const items = paginate(server.origin, { strategy, onRepeat: 'stop' })
    expect(await pipe(items, toArray())).toEqual(cursor === 'the same' ? [1, 1] : [1])
  },
)

test('a query is sent again after a failure, although it is a POST', async () => {
  let requests = 0
  const server = await testServer((_, response) => {
    if (++requests === 1) response.writeHead(503).end()
    else response.end(JSON.stringify(page([1], false, null)))
  })
  expect(await read(server)).toEqual([1])
  expect(requests).toBe(2)
})

describe('an answer that is wrong names the page', () => {
  const wrong = [
    [
      { data: { issues: null }, errors: [{ message: 'no rights' }, { message: 'no luck' }] },
      'GRAPHQL',
      'answered with errors: "no rights", "no luck"',
    ],
    [{ errors: ['odd', 2, null, 4, 5] }, 'GRAPHQL', 'and 2 more'],
    [
      { data: null },
      'NO_ITEMS',
      'connection must lead to an object in data, got undefined at "issues"',
    ],
    [null, 'NO_ITEMS', 'got undefined at "issues"'],
    [
      { data: { issues: { pageInfo: { hasNextPage: false } } } },
      'NO_ITEMS',
      'neither nodes nor edges',
    ],
    [{ data: { issues: { nodes: [] } } }, 'BAD_NEXT', 'no pageInfo { hasNextPage }'],
  ] as const
  test.each(wrong)('%j', async (body, code, message) => {
    const { server } = await graphql(() => body)
    await expect(read(server)).rejects.toMatchObject({
      code,
      page: 1,
      message: expect.stringContaining(message),
    })
  })

  test('errors are found also where the caller finds the items', async () => {
    const { server } = await graphql(() => ({ errors: [{ message: 'no' }] }))
    const items = paginate(server.origin, { strategy, items: () => [] })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'GRAPHQL' })
  })
})

test('variables are copied when the strategy is made', async () => {
  const { server, sent } = await graphql(() => page([], false, null))
  const variables = { filter: { open: true } }
  const copied = byGraphql({ query, variables, connection: 'issues' })
  variables.filter.open = false
  await read(server, copied)
  expect(sent[0]?.variables).toEqual({ filter: { open: true } })
})

test.each([
  [null, TypeError, 'byGraphql: options must be an object, got null'],
  [{ connection: 'a' }, TypeError, 'byGraphql: query must be a string that is not empty'],
  [{ query: '', connection: 'a' }, RangeError, 'got ""'],
  [{ query }, TypeError, 'byGraphql: connection must be a string or a function, got undefined'],
  [{ query, connection: '' }, RangeError, 'connection must be a string that is not empty'],
  [{ query, connection: 'a', variables: [] }, TypeError, 'variables must be an object'],
  [{ query, connection: 'a', cursorVariable: 1 }, TypeError, 'cursorVariable must be a string'],
  [
    { query: 'mutation { a }', connection: 'a' },
    RangeError,
    'query must be a query, got "mutation',
  ],
  [{ query: '# all\n subscription { a }', connection: 'a' }, RangeError, 'must be a query'],
  [{ query: 'fragment F on A { a } mutation M { b }', connection: 'a' }, RangeError, 'a query'],
])('refuses %o', (options, type, message) => {
  const call = (): unknown => byGraphql(options as unknown as ByGraphqlOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})

test.each([
  '{ mutation }',
  'query mutation { a }',
  '{ a(text: "} mutation {") } # } mutation { a }',
])('%s is a query', (text) => {
  expect(() => byGraphql({ query: text, connection: 'a' })).not.toThrow()
})
