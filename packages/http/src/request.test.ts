import { getEventListeners, once } from 'node:events'
import { expect, test } from 'vitest'
import { openResponse, type OpenResponse } from './request.ts'
import type { RequestOptions } from './requestOptions.ts'
import { planRequests } from './requestPlan.ts'
import { expectNothingOpen, testServer, type TestServer } from './testServer.ts'

expectNothingOpen()

const open = (
  server: TestServer,
  signal: AbortSignal,
  options: RequestOptions = {},
): Promise<OpenResponse> => {
  const url = new URL(server.origin)
  const plan = planRequests('test', url, { retry: { minDelayMs: 1 }, ...options })
  return openResponse({ url, method: 'GET', place: { url } }, plan, signal)
}

/** A server whose body has begun and does not end, and the closing of its connection. */
async function endless(): Promise<{ server: TestServer; closed: () => Promise<unknown> }> {
  let closed: Promise<unknown> | undefined
  const server = await testServer((_, response) => {
    closed = once(response, 'close')
    response.write('begun')
  })
  return { server, closed: async () => closed }
}

test('a body that is streamed outlives the time of its attempt', async () => {
  let finish: (() => void) | undefined
  const server = await testServer((_, response) => {
    response.write('a')
    finish = () => response.end('b')
  })
  const { signal } = new AbortController()
  const opened = await open(server, signal, { attemptTimeoutMs: 200, totalTimeoutMs: 200 })
  await new Promise((resolve) => setTimeout(resolve, 250)) // the time itself is what is waited for
  finish?.()
  expect(await opened.response.text()).toBe('ab')
  opened.close()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test.each([
  ['that nobody has read', () => {}],
  ['that somebody reads', (body: ReadableStream) => body.getReader().read()],
])('close() ends a body %s', async (_, use) => {
  const { server, closed } = await endless()
  const { signal } = new AbortController()
  const opened = await open(server, signal)
  await use(opened.response.body as ReadableStream)
  opened.close()
  opened.close()
  await closed()
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('an abort ends a body that is streamed, with its reason', async () => {
  const { server, closed } = await endless()
  const controller = new AbortController()
  const opened = await open(server, controller.signal)
  const reading = opened.response.text()
  controller.abort('enough')
  expect(opened.signal.reason).toBe('enough')
  await expect(reading).rejects.toBe('enough')
  await closed()
  opened.close()
})

test('what fails before the headers is tried again', async () => {
  let requests = 0
  const server = await testServer((_, response) => {
    if (++requests === 1) response.writeHead(503)
    response.end('body')
  })
  const opened = await open(server, new AbortController().signal)
  expect(await opened.response.text()).toBe('body')
  opened.close()
})

test('an error without a page names the URL alone', async () => {
  const server = await testServer((_, response) => void response.writeHead(404).end('no'))
  await expect(open(server, new AbortController().signal)).rejects.toMatchObject({
    message: `${server.origin}/: answered 404 Not Found, with the body "no"`,
    page: undefined,
    state: undefined,
  })
})
