import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect } from 'vitest'

/** What a server does with a request; what it returns is of no interest. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** A real server on a port of its own, for one test. */
export interface TestServer {
  /** `http://127.0.0.1:…` */
  readonly origin: string
  /** What was asked for, in order: path and query. */
  readonly requested: string[]
  /** The headers of each request, in order. */
  readonly headers: IncomingMessage['headers'][]
  /** How many connections were opened. */
  readonly opened: () => number
  /** How many answers are neither complete nor given up. */
  readonly answering: () => number
  readonly server: Server
  /** Breaks every connection off and listens no more. */
  readonly kill: () => Promise<void>
}

interface Running {
  readonly server: Server
  /** The answers that are neither complete nor given up. */
  readonly answering: Set<ServerResponse>
}

const running = new Set<Running>()

/**
 * Starts a server. What a test leaves open is found by {@link expectNothingOpen}.
 * @param port that of one that was killed; a free one otherwise
 */
export async function testServer(answer: Answer, port = 0): Promise<TestServer> {
  const requested: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const answering = new Set<ServerResponse>()
  let opened = 0
  const server = createServer((request, response) => {
    requested.push(String(request.url))
    headers.push(request.headers)
    answering.add(response)
    response.on('close', () => answering.delete(response))
    answer(request, response)
  })
  server.on('connection', () => opened++)
  const entry = { server, answering }
  running.add(entry)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requested,
    headers,
    opened: () => opened,
    answering: () => answering.size,
    server,
    async kill() {
      running.delete(entry)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Resolves when a connection is closed. `once` of node:events would reject when it is reset. */
export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

/** A server whose answers are JSON, from path and query to body and headers. */
export function jsonServer(
  answer: (url: URL) => {
    readonly body: unknown
    readonly headers?: Record<string, string | string[]>
  },
): Promise<TestServer> {
  return testServer((request, response) => {
    const { body, headers } = answer(new URL(String(request.url), 'http://server'))
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  })
}

/**
 * To be called once in a test file: after each test no request is under way, and there are no more
 * sockets and timers than before. A connection without a request is no leak: fetch keeps it for the next
 * one, and opens a new one in place of one that it had to close. The server closes these, and the
 * sockets on both sides have to go.
 */
export function expectNothingOpen(): void {
  let before: Record<string, number>
  const rejections: unknown[] = []
  const onRejection = (reason: unknown): number => rejections.push(reason)
  beforeEach(() => {
    before = resources()
    process.on('unhandledRejection', onRejection)
  })
  afterEach(async () => {
    const stopping = [...running]
    running.clear()
    const underWay = (): number => stopping.reduce((sum, { answering }) => sum + answering.size, 0)
    await until(() => underWay() === 0)
    const leaked = underWay()
    for (const { server } of stopping) {
      server.close()
      await until(async () => {
        server.closeAllConnections()
        return (await connections(server)) === 0
      })
    }
    await until(() => grown(before, resources()).length === 0)
    process.off('unhandledRejection', onRejection)
    expect({ leaked, grown: grown(before, resources()), rejections: rejections.splice(0) }).toEqual(
      {
        leaked: 0,
        grown: [],
        rejections: [],
      },
    )
  })
}

function grown(before: Record<string, number>, now: Record<string, number>): string[] {
  return Object.keys(now).filter((kind) => Number(now[kind]) > Number(before[kind]))
}

/** Waits at most a second, without a timer: those are counted. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 1000
  while (!(await condition()) && performance.now() < deadline) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}

function resources(): Record<string, number> {
  const open: Record<string, number> = { TCPSocketWrap: 0, TCPServerWrap: 0, Timeout: 0 }
  for (const kind of process.getActiveResourcesInfo())
    if (kind in open) open[kind] = (open[kind] ?? 0) + 1
  return open
}
