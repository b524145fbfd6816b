import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byNextUrl } from './byNextUrl.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, jsonServer } from './testServer.ts'

expectNothingOpen()

const strategy = byNextUrl((body) => (body as { next: string | null }).next)
const items = (body: unknown): unknown[] => [body]

test.each(['/b/2', '2', '?n=2', 'absolute'])('follows %s', async (url) => {
  const server = await jsonServer(({ href }) => ({
    body: {
      next: href.endsWith('/b/1') ? (url === 'absolute' ? `${server.origin}/b/2` : url) : null,
    },
  }))
  await pipe(paginate(`${server.origin}/b/1`, { strategy, items }), toArray())
  expect(server.requested).toEqual(['/b/1', url === '?n=2' ? '/b/1?n=2' : '/b/2'])
})

test.each([null, undefined, '', false])('ends at %o', async (next) => {
  const server = await jsonServer(() => ({ body: { next } }))
  await pipe(paginate(server.origin, { strategy, items }), toArray())
  expect(server.requested).toHaveLength(1)
})

test.each([7, {}, ['/2']])('%o is no URL, which is told with the page', async (next) => {
  const server = await jsonServer(() => ({ body: { next } }))
  await expect(pipe(paginate(server.origin, { strategy, items }), toArray())).rejects.toMatchObject(
    {
      code: 'BAD_NEXT',
      page: 1,
    },
  )
})

test.each([undefined, null, 'next', {}])('refuses %o', (next) => {
  const call = (): unknown => byNextUrl(next as Parameters<typeof byNextUrl>[0])
  expect(call).toThrow(TypeError)
  expect(call).toThrow('byNextUrl: next must be a function, got ')
})
