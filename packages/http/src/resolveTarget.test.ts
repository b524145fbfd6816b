import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { paginate } from './paginate.ts'
import { resolveTarget } from './resolveTarget.ts'
import { expectNothingOpen, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

const headers = { authorization: 'Bearer secret', cookie: 'sid=secret', 'x-api-key': 'secret' }

async function twoServers(
  leadTo: (
    other: string,
    first: boolean,
  ) => { status: number; headers: Record<string, string>; body?: string },
): Promise<{ home: TestServer; other: TestServer }> {
  const other = await testServer((_, response) => void response.end('["stolen"]'))
  const home = await testServer((request, response) => {
    const answer = leadTo(other.origin, request.url === '/')
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  return { home, other }
}

test.each([301, 302, 303, 307, 308])(
  'a redirect (%i) to another origin is refused, and nothing reaches that',
  async (status) => {
    const { home, other } = await twoServers((origin) => ({
      status,
      headers: { location: `${origin}/` },
    }))
    const items = paginate(home.origin, { strategy: byLink(), headers })
    await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'CROSS_ORIGIN', page: 1 })
    expect([home.requested.length, other.requested.length]).toEqual([1, 0])
  },
)

test('a redirect to another origin after one within it is refused', async () => {
  const { home, other } = await twoServers((origin, first) => ({
    status: 302,
    headers: { location: first ? '/step' : `${origin}/` },
  }))
  const items = paginate(home.origin, { strategy: byLink(), headers })
  await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'CROSS_ORIGIN', page: 1 })
  expect([home.requested.length, other.requested.length]).toEqual([2, 0])
})

test('a next link to another origin is refused, after the items of the page', async () => {
  const { home, other } = await twoServers((origin) => ({
    status: 200,
    headers: { link: `<${origin}/2>; rel=next` },
    body: '["mine"]',
  }))
  const seen: unknown[] = []
  const iterating = (async () => {
    for await (const item of paginate(home.origin, { strategy: byLink(), headers })) seen.push(item)
  })()
  await expect(iterating).rejects.toMatchObject({
    code: 'CROSS_ORIGIN',
    page: 1,
    message: expect.stringMatching(
      new RegExp(`another origin, ${other.origin}, and the run stays on ${home.origin}`),
    ),
  })
  expect(seen).toEqual(['mine'])
  expect(other.requested).toEqual([])
})

test('a strategy may not begin at another origin', async () => {
  const { home, other } = await twoServers(() => ({ status: 200, headers: {}, body: '[]' }))
  const strategy = { first: () => other.origin, next: () => undefined }
  await expect(pipe(paginate(home.origin, { strategy, headers }), toArray())).rejects.toMatchObject(
    {
      code: 'CROSS_ORIGIN',
    },
  )
  expect([home.requested, other.requested]).toEqual([[], []])
})

test('a page that a fetch of the caller followed to another origin is refused', async () => {
  const { home } = await twoServers((origin) => ({
    status: 302,
    headers: { location: `${origin}/` },
  }))
  const items = paginate(home.origin, {
    strategy: byLink(),
    fetch: (url, init) => fetch(url, { ...init, redirect: 'follow' }),
  })
  await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'CROSS_ORIGIN' })
})

const resolve = (target: string) => (): string =>
  resolveTarget(
    target,
    'https://a.example/x/y?z',
    { home: new URL('https://a.example/'), crossOrigin: 'refuse' },
    { url: 'https://a.example/x/y?z', number: 1 },
    'next page',
  ).href

test.each([
  ['https://a.example/2', 'https://a.example/2'],
  ['https://a.example:443/2', 'https://a.example/2'],
  ['HTTPS://A.EXAMPLE/2', 'https://a.example/2'],
  ['//a.example/2', 'https://a.example/2'],
  ['2', 'https://a.example/x/2'],
  ['?z=2#top', 'https://a.example/x/y?z=2'],
  ['', 'https://a.example/x/y?z'],
])('%s is within the origin', (target, expected) => {
  expect(resolve(target)()).toBe(expected)
})

test.each([
  'http://a.example/2',
  'https://a.example:8443/2',
  'https://b.a.example/2',
  'https://a.example.evil/2',
  String.raw`\\evil.example/2`,
  'https://a.example@evil.example/',
  '//evil.example/2',
  'file:///etc/passwd',
  'data:application/json,[]',
  'blob:https://a.example/2',
])('%s is another origin', (target) => {
  expect(resolve(target)).toThrow(expect.objectContaining({ code: 'CROSS_ORIGIN' }))
})

test.each(['https://me:pass@a.example/2', 'https://:0x', 'https://'])('%s is refused', (target) => {
  expect(resolve(target)).toThrow(expect.objectContaining({ code: 'BAD_NEXT' }))
  expect(resolve(target)).not.toThrow('me:pass')
})
