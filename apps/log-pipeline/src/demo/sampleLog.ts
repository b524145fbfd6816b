import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

const paths = [
  '/', '/index.html', '/robots.txt', '/favicon.ico', '/login', '/logout', '/cart', '/checkout',
  '/api/orders', '/api/products', '/api/search', '/api/users/me', '/static/app.js',
  '/static/app.css', '/images/logo.png', '/blog/', '/blog/lazy-streams', '/health', '/metrics', '/feed.xml',
] // oxfmt-ignore

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'curl/8.9.1',
]

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What a server might have logged: the same lines for the same seed. */
export function* sampleLines(count: number, seed: number): Generator<string> {
  const random = mulberry32(seed)
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
  let time = Date.UTC(2026, 0, 1) + seed * 86_400_000
  for (let line = 0; line < count; line++) {
    time += random() * 700
    // Squared, so that the first paths are the popular ones.
    const base = paths[Math.floor(random() ** 2 * paths.length)] as string
    const path =
      base.startsWith('/api/') && random() < 0.7 ? `${base}?id=${Math.floor(random() * 1e6)}` : base
    const status = statusOf(base, random())
    const bytes = status === 304 ? '-' : Math.floor(random() ** 3 * 120_000)
    const address = `${1 + Math.floor(random() * 222)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`
    const method = base === '/login' || base === '/checkout' ? 'POST' : 'GET'
    const referer = random() < 0.4 ? `https://shop.example${pick(paths)}` : '-'
    yield `${address} - - [${timestamp(time)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "${referer}" "${pick(agents)}"`
  }
}

/** Writes sample lines to a gzipped file, without holding them. */
export async function writeSampleLog(file: string, count: number, seed: number): Promise<void> {
  await pipeline(
    inBlocks(sampleLines(count, seed)),
    createGzip({ level: 6 }),
    createWriteStream(file),
  )
}

function* inBlocks(lines: Iterable<string>): Generator<string> {
  let block = ''
  for (const line of lines) {
    block += `${line}\n`
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  yield block
}

function statusOf(path: string, chance: number): number {
  if (path === '/checkout' && chance < 0.04) return 502
  if (path.startsWith('/api/') && chance < 0.015) return chance < 0.006 ? 500 : 503
  if (chance < 0.002) return 500
  if (chance < 0.03) return 404
  if (chance < 0.08) return 304
  return chance < 0.1 ? 302 : 200
}

function timestamp(time: number): string {
  const date = new Date(time)
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A small generator of random numbers from 0 to 1, by Tommy Ettinger: the demo shall look the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
