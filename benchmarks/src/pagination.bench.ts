// Fifty pages from a server that takes its time, for a consumer that takes its time over each page.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { byLink, paginate } from '@rivulet/http'
import { paginate as fetchExtras } from 'fetch-extras'
import got from 'got'
import { compare } from './compare.ts'

const PAGES = 50
const SIZE = 20
const DELAY_MILLISECONDS = 20

const server = createServer((request, response) => {
  const page = Number(new URL(String(request.url), 'http://server').searchParams.get('page') ?? 1)
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (page < PAGES) headers['link'] = `<${url}?page=${page + 1}>; rel="next"`
  const items = Array.from({ length: SIZE }, (_, index) => (page - 1) * SIZE + index)
  setTimeout(() => response.writeHead(200, headers).end(JSON.stringify(items)), DELAY_MILLISECONDS)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const url = `${origin}/items`

/** Works for as long over each page as the server does. */
async function consume(items: AsyncIterable<number>): Promise<number> {
  let sum = 0
  for await (const item of items) {
    sum += item
    if (item % SIZE === SIZE - 1) await sleep(DELAY_MILLISECONDS)
  }
  return sum
}

async function* octokitItems(): AsyncGenerator<number> {
  const octokit = new (Octokit.plugin(paginateRest))({ baseUrl: origin })
  for await (const { data } of octokit.paginate.iterator('GET /items')) yield* data as number[]
}

const source = (prefetch: 0 | 1): AsyncIterable<number> =>
  paginate<number>(url, { strategy: byLink(), prefetch })

await compare(
  'Pagination: 50 pages, 20 ms at the server, 20 ms at the consumer',
  {
    'Rivulet, prefetch: 1': () => consume(source(1)),
    Rivulet: () => consume(source(0)),
    got: () => consume(got.paginate<number>(url, { responseType: 'json' } as object)),
    octokit: () => consume(octokitItems()),
    'fetch-extras': () => consume(fetchExtras<number>(url)),
    'loop by hand': async () => {
      let sum = 0
      let next: string | undefined = url
      while (next !== undefined) {
        const response: Response = await fetch(next)
        for (const item of (await response.json()) as number[]) sum += item
        await sleep(DELAY_MILLISECONDS)
        next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
      }
      return sum
    },
  },
  { rounds: 5 },
)

server.close()
server.closeAllConnections()
