import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byLink, type ByLinkOptions } from './byLink.ts'
import { paginate } from './paginate.ts'
import { expectNothingOpen, jsonServer, testServer } from './testServer.ts'

expectNothingOpen()

/** The second request of a run whose first page, `/v2/list?n=1`, has these Link headers. */
async function followed(
  link: string | string[] | undefined,
  options?: ByLinkOptions,
): Promise<string | undefined> {
  const server = await jsonServer((url) => ({
    body: [url.pathname],
    headers: url.search === '?n=1' && link !== undefined ? { link } : {},
  }))
  const items = paginate(`${server.origin}/v2/list?n=1`, { strategy: byLink(options) })
  await pipe(items, toArray())
  expect(server.requested.length).toBeLessThanOrEqual(2)
  return server.requested[1]
}

test.each([
  ['an absolute path', '</v2/list?n=2>; rel="next"', '/v2/list?n=2'],
  ['a relative path', '<list?n=2>; rel="next"', '/v2/list?n=2'],
  ['a query alone', '<?n=2>; rel="next"', '/v2/list?n=2'],
  ['several Link headers', ['</a>; rel=prev', '</b>; rel=next'], '/b'],
  ['several relations in one rel', '</b>; rel="last next"', '/b'],
  ['an empty element first', ', </b>; rel=next', '/b'],
  ['the first of two', '</b>; rel=next, </c>; rel=next', '/b'],
  ['an anchor that is the page', '</b>; rel=next; anchor="?n=1"', '/b'],
])('follows %s', async (_, link, expected) => {
  expect(await followed(link)).toBe(expected)
})

test.each([
  ['there is no Link header', undefined],
  ['the header is empty', ''],
  ['no link is a next one', '</a>; rel=prev, </b>; rel=last'],
  ['the link is that of another page', '</b>; rel=next; anchor="/other"'],
])('ends where %s', async (_, link) => {
  expect(await followed(link)).toBe(undefined)
})

test('follows another relation if told so', async () => {
  expect(await followed('</a>; rel=next, </b>; rel=older', { rel: 'Older' })).toBe('/b')
})

test('an empty page with a next link is passed over', async () => {
  const server = await jsonServer((url) =>
    url.pathname === '/2' ? { body: [2] } : { body: [], headers: { LINK: '</2>; rel=next' } },
  )
  expect(await pipe(paginate(server.origin, { strategy: byLink() }), toArray())).toEqual([2])
})

test('a link without a URL is the page itself, which is an error and not an end', async () => {
  await expect(followed('<>; rel=next')).rejects.toMatchObject({ code: 'REPEATED_PAGE' })
})

test('a link is relative to what answered, not to what was asked for', async () => {
  const server = await testServer((request, response) => {
    if (request.url === '/latest') response.writeHead(307, { location: '/v2/list' }).end()
    else if (request.url === '/v2/list') response.setHeader('link', '<more>; rel=next').end('[1]')
    else response.end('[2]')
  })
  const items = paginate(`${server.origin}/latest`, { strategy: byLink() })
  expect(await pipe(items, toArray())).toEqual([1, 2])
  expect(server.requested).toEqual(['/latest', '/v2/list', '/v2/more'])
})

test.each([
  ['UTF-8', Buffer.from('</é>; rel=next').toString('latin1'), '/%C3%A9'],
  ['Latin-1, if it is not UTF-8', '</é>; rel=next', '/%C3%A9'],
])('a URL that is not escaped is read as %s', async (_, link, expected) => {
  expect(await followed(link)).toBe(expected)
})

test.each([
  [null, TypeError, 'byLink: options must be an object, got null'],
  [{ rel: 1 }, TypeError, 'byLink: rel must be a string that is not empty, got 1'],
  [{ rel: '' }, RangeError, 'got ""'],
  [{ rel: 'next last' }, RangeError, 'byLink: rel must be one relation, got "next last"'],
])('refuses %o', (options, type, message) => {
  const call = (): unknown => byLink(options as unknown as ByLinkOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
