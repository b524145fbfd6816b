import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { byLink } from './byLink.ts'
import { paginate, type PaginateOptions } from './paginate.ts'
import { resolveTarget } from './resolveTarget.ts'
import { expectNothingOpen, testServer, type TestServer } from './testServer.ts'

// What crossOrigin: 'without-headers' allows; resolveTarget.test.ts has what is refused without it.

expectNothingOpen()

const headers = {
  authorization: 'Bearer secret',
  cookie: 'sid=secret',
  'x-api-key': 'secret',
  accept: 'application/vnd.secret+json',
}
const secrets = Object.keys(headers)

const follow: PaginateOptions<unknown> = {
  strategy: byLink(),
  headers,
  crossOrigin: 'without-headers',
  allowPrivateAddresses: true, // the servers of these tests are on loopback
}

/** Which of the caller's headers came with each request. */
function leaked(server: TestServer): string[][] {
  return server.headers.map((sent) =>
    secrets.filter((name) => sent[name] !== undefined && String(sent[name]).includes('secret')),
  )
}

test('a next link elsewhere is followed without any header of the caller', async () => {
  const other = await testServer((_, response) => void response.end('["theirs"]'))
  const home = await testServer((_, response) => {
    response.writeHead(200, { link: `<${other.origin}/2>; rel=next` }).end('["mine"]')
  })
  expect(await pipe(paginate(home.origin, follow), toArray())).toEqual(['mine', 'theirs'])
  expect(leaked(home)).toEqual([secrets])
  expect(leaked(other)).toEqual([[]])
  expect(other.headers[0]?.accept).toBe('application/json')
})

test.each([301, 302, 303, 307, 308])('so is a redirect (%i)', async (status) => {
  const other = await testServer((_, response) => void response.end('["theirs"]'))
  const home = await testServer((_, response) => {
    response.writeHead(status, { location: `${other.origin}/2` }).end()
  })
  expect(await pipe(paginate(home.origin, follow), toArray())).toEqual(['theirs'])
  expect(leaked(home)).toEqual([secrets])
  expect(leaked(other)).toEqual([[]])
})

test('a stranger that leads back gets no request with the headers sent', async () => {
  const other = await testServer((request, response) => {
    if (request.url === '/redirect') {
      response.writeHead(302, { location: `${home.origin}/delete` }).end()
    } else response.writeHead(200, { link: `<${home.origin}/spend>; rel=next` }).end('[]')
  })
  const home = await testServer((request, response) => {
    if (request.url === '/') response.setHeader('link', `<${other.origin}/redirect>; rel=next`)
    if (request.url === '/delete') response.setHeader('link', `<${other.origin}/2>; rel=next`)
    response.end('[]')
  })
  await pipe(paginate(home.origin, follow), toArray())
  expect(home.requested).toEqual(['/', '/delete', '/spend'])
  expect(leaked(home)).toEqual([secrets, [], []])
  expect(leaked(other)).toEqual([[], []])
})

test('a run that is resumed elsewhere sends no headers either', async () => {
  const other = await testServer((request, response) => {
    if (request.url === '/2') response.setHeader('link', `<${home.origin}/3>; rel=next`)
    response.end('[]')
  })
  const home = await testServer((request, response) => {
    if (request.url === '/') response.setHeader('link', `<${other.origin}/2>; rel=next`)
    response.end('[]')
  })
  const pages = await pipe(paginate.pages(home.origin, follow), toArray())
  const resumeFrom = pages[2]?.state
  expect(resumeFrom).toMatchObject({ page: 3, withoutHeaders: true })
  await pipe(paginate(home.origin, { ...follow, resumeFrom }), toArray())
  expect(leaked(home)).toEqual([secrets, [], []])
})

test('a state does not lead from https to http', async () => {
  const resumeFrom = { version: 1, page: 2, url: 'http://b.example/2' } as const
  const items = paginate('https://a.example/', { ...follow, resumeFrom })
  await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'INSECURE', page: 2 })
})

test('the body of a request stays at home', async () => {
  const other = await testServer((_, response) => void response.end('["stolen"]'))
  const home = await testServer((_, response) => {
    response.writeHead(307, { location: `${other.origin}/` }).end()
  })
  const request = { url: home.origin, body: { password: 'secret' } }
  await expect(pipe(paginate(request, follow), toArray())).rejects.toMatchObject({
    code: 'CROSS_ORIGIN',
  })
  expect(other.requested).toEqual([])
})

test('a next link elsewhere does not take the body there', async () => {
  const other = await testServer((_, response) => void response.end('["stolen"]'))
  const home = await testServer((_, response) => {
    response.writeHead(200, { link: `<${other.origin}/2>; rel=next` }).end('["mine"]')
  })
  const request = new Request(home.origin, { method: 'POST', body: 'secret' })
  await expect(pipe(paginate(request, follow), toArray())).rejects.toMatchObject({
    code: 'CROSS_ORIGIN',
  })
  expect(other.requested).toEqual([])
})

test('a fetch that follows redirects by itself is found out: it took the headers along', async () => {
  const other = await testServer((_, response) => void response.end('["stolen"]'))
  const home = await testServer((_, response) => {
    response.writeHead(302, { location: `${other.origin}/` }).end()
  })
  const items = paginate(home.origin, {
    ...follow,
    fetch: (url, init) => fetch(url, { ...init, redirect: 'follow' }),
  })
  await expect(pipe(items, toArray())).rejects.toMatchObject({ code: 'CROSS_ORIGIN' })
})

test.each([
  ['http://a.example/2', 'INSECURE'],
  ['http://b.example/2', 'INSECURE'],
  ['file:///etc/passwd', 'CROSS_ORIGIN'],
  ['data:application/json,[]', 'CROSS_ORIGIN'],
  ['blob:https://a.example/2', 'CROSS_ORIGIN'],
  ['https://me:pass@b.example/2', 'BAD_NEXT'],
])('%s is refused all the same', (target, code) => {
  const home = new URL('https://a.example/')
  const rule = { home, crossOrigin: 'without-headers' } as const
  const place = { url: home, number: 1 }
  expect(() => resolveTarget(target, home.href, rule, place, 'next page')).toThrow(
    expect.objectContaining({ code }),
  )
})
