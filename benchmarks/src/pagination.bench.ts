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

const SIZE = 20

/** A server with pages of twenty numbers that link to each other. */
async function serve(
  pages: number,
  delay: number,
): Promise<{ readonly origin: string; readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const page = Number(new URL(String(request.url), 'http://server').searchParams.get('page') ?? 1)
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (page < pages) headers['link'] = `<${url}?page=${page + 1}>; rel="next"`
    const items = Array.from({ length: SIZE }, (_, index) => (page - 1) * SIZE + index)
    const answer = (): unknown => response.writeHead(200, headers).end(JSON.stringify(items))
    if (delay === 0) answer()
    else setTimeout(answer, delay)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `${origin}/items`
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { origin, url, close }
}

/** Sums up, and works for so long over each page. */
async function consume(items: AsyncIterable<number>, milliseconds: number): Promise<number> {
  let sum = 0
  for await (const item of items) {
    sum += item
    if (milliseconds > 0 && item % SIZE === SIZE - 1) await sleep(milliseconds)
  }
  return sum
}

async function* octokitItems(baseUrl: string): AsyncGenerator<number> {
  const octokit = new (Octokit.plugin(paginateRest))({ baseUrl })
  for await (const { data } of octokit.paginate.iterator('GET /items')) yield* data as number[]
}

async function* itemsByHand(url: string): AsyncGenerator<number> {
  let next: string | undefined = url
  while (next !== undefined) {
    const response: Response = await fetch(next)
    yield* (await response.json()) as number[]
    next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  }
}

async function measure(
  question: string,
  { pages, milliseconds, rounds }: Record<'pages' | 'milliseconds' | 'rounds', number>,
): Promise<void> {
  const { origin, url, close } = await serve(pages, milliseconds)
  const rivulet = (prefetch: 0 | 1): AsyncIterable<number> =>
    paginate<number>(url, { strategy: byLink(), prefetch })
  const sources: Record<string, () => AsyncIterable<number>> = {
    'Rivulet, prefetch: 1': () => rivulet(1),
    Rivulet: () => rivulet(0),
    got: () => got.paginate<number>(url, { responseType: 'json' } as object),
    octokit: () => octokitItems(origin),
    'fetch-extras': () => fetchExtras<number>(url),
    'loop by hand': () => itemsByHand(url),
  }
  const variants = Object.entries(sources).map(
    ([name, open]) => [name, () => consume(open(), milliseconds)] as const,
  )
  await compare(question, Object.fromEntries(variants), { rounds })
  close()
}

await measure('Pagination: 50 pages, 20 ms at the server, 20 ms at the consumer', {
  pages: 50,
  milliseconds: 20,
  rounds: 5,
})
await measure('Pagination: 500 pages without a delay', { pages: 500, milliseconds: 0, rounds: 5 })
