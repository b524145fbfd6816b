import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { main, type Host } from './main.ts'

const line = (path: string, status = 500): string =>
  `203.0.113.7 - - [22/Nov/2026:13:57:21 +0000] "GET ${path} HTTP/1.1" ${status} 12 "-" "curl/8"`

const servers = new Set<Server>()

afterEach(async () => {
  const stopping = [...servers]
  servers.clear()
  for (const server of stopping) {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
})

async function serve(answer: RequestListener) {
  const requested: string[] = []
  const server = createServer((request, response) => {
    requested.push(String(request.url))
    answer(request, response)
  })
  servers.add(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requested }
}

/** Answers with JSON, from the query. */
function api(answer: (query: URLSearchParams) => unknown) {
  return serve((request, response) => {
    const { searchParams } = new URL(String(request.url), 'http://server')
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer(searchParams)))
  })
}

function start(...parameters: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const events = new EventEmitter()
  const host = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    once: events.once.bind(events),
    off: events.off.bind(events),
  } as unknown as Host
  const running = main(['--format=json', ...parameters], host).then((status) => ({
    status,
    summary: JSON.parse(String(stdout.read() ?? 'null')),
    stderr: String(stderr.read() ?? ''),
  }))
  return { running, interrupt: () => events.emit('SIGINT') }
}

const run = (...parameters: string[]) => start(...parameters).running

describe('a log behind a URL', () => {
  const text = `${line('/a')}\n${line('/b')}\nrubbish\n`

  test.each([
    ['plain', Buffer.from(text), {}],
    ['gzipped', gzipSync(text), {}],
    ['gzipped on its way', gzipSync(text), { 'content-encoding': 'gzip' }],
  ])('is read, %s', async (_, body, headers) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, headers).end(body)
    })
    const { status, summary } = await run(`${origin}/access.log`)
    expect(status).toBe(0)
    expect(summary).toMatchObject({ files: 1, lines: 3, malformed: 1, errors: 2 })
  })

  test('is read among files, and asked for with headers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-pipeline-test-'))
    try {
      writeFileSync(join(folder, 'a.log'), text)
      let authorization: string | undefined
      const { origin } = await serve((request, response) => {
        authorization = request.headers.authorization
        response.end(text)
      })
      const { summary } = await run('--header', 'Authorization: Bearer x:y', folder, origin)
      expect(summary).toMatchObject({ files: 2, lines: 6 })
      expect(authorization).toBe('Bearer x:y')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('that cannot be had is named without its secrets, is no file, and the rest is counted', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url?.startsWith('/gone') === true) response.writeHead(404).end('no such log')
      else response.end(text)
    })
    const { status, summary, stderr } = await run(`${origin}/gone?token=secret`, `${origin}/log`)
    expect([status, summary.files, summary.lines]).toEqual([1, 1, 3])
    expect(stderr).toBe(
      `log-pipeline: ${origin}/gone?token=***: answered 404 Not Found, with the body "no such log"\n`,
    )
  })

  test('that breaks off counts as a file with what was read of it', async () => {
    const { origin } = await serve((_, response) => {
      response.write(`${text}${line('/cut')}`, () => {
        setImmediate(() => response.socket?.resetAndDestroy())
      })
    })
    const { status, summary, stderr } = await run(origin)
    expect(status).toBe(1)
    expect(summary).toMatchObject({ files: 1, lines: 3 })
    expect(stderr).toContain('the body broke off')
  })

  test('that never ends is left on an interrupt', async () => {
    let closing: Promise<unknown> | undefined
    const program = { interrupt: (): unknown => undefined }
    const { origin } = await serve((request, response) => {
      // Not events.once, which rejects when the connection is reset.
      closing = new Promise((resolve) => request.socket.once('close', resolve))
      response.write(text, () => program.interrupt())
    })
    const { running, interrupt } = start(origin)
    program.interrupt = interrupt
    expect((await running).status).toBe(130)
    await closing
  })
})

describe('an API', () => {
  test('of lines is read page by page', async () => {
    const { origin, requested } = await api((query) =>
      Number(query.get('page')) > 2 ? [] : [line(`/${query.get('page')}`), line('/both')],
    )
    const { status, summary } = await run('--paginate', 'page', origin)
    expect(status).toBe(0)
    expect(summary).toMatchObject({
      files: 1,
      lines: 4,
      results: [
        { path: '/both', count: 2 },
        { path: '/1', count: 1 },
        { path: '/2', count: 1 },
      ],
    })
    expect(requested).toEqual(['/?page=1', '/?page=2', '/?page=3'])
  })

  test('of entries is read by a cursor, wherever they are', async () => {
    const { origin, requested } = await api((query) => ({
      data: {
        entries: [{ request: `GET /${query.get('after') ?? 'first'} HTTP/1.1`, status: 503 }],
      },
      meta: { next: query.has('after') ? null : 'second' },
    }))
    const { summary } = await run(
      '--paginate=cursor',
      '--param=after',
      '--next=/meta/next',
      '--items=/data/entries',
      origin,
    )
    expect(summary).toMatchObject({
      lines: 2,
      malformed: 0,
      results: [
        { path: '/first', count: 1 },
        { path: '/second', count: 1 },
      ],
    })
    expect(requested).toEqual(['/', '/?after=second'])
  })

  test('whose entries hold a line is read by a URL in the page', async () => {
    const { origin } = await api((query) => ({
      hits: [{ message: `${line(query.has('p') ? '/b' : '/a')}\n` }, { other: 1 }],
      next: query.has('p') ? undefined : '/?p=2',
    }))
    const { summary } = await run(
      '--paginate=next',
      '--next=/next',
      '--items=/hits',
      '--line=/message',
      origin,
    )
    expect(summary).toMatchObject({ lines: 4, malformed: 2, errors: 2 })
  })

  test('is read by offsets', async () => {
    const { origin, requested } = await api((query) =>
      Number(query.get('offset')) > 1 ? [] : [line('/a')],
    )
    const { summary } = await run('--paginate', 'offset', origin)
    expect(summary).toMatchObject({ lines: 2 })
    expect(requested).toEqual(['/?offset=0', '/?offset=1', '/?offset=2'])
  })

  test('is read by pages that count from 0', async () => {
    const { origin, requested } = await api((query) =>
      Number(query.get('page')) > 1 ? [] : [line('/a')],
    )
    const { summary } = await run('--paginate', 'page', '--start', '0', origin)
    expect(summary).toMatchObject({ lines: 2 })
    expect(requested).toEqual(['/?page=0', '/?page=1', '/?page=2'])
  })

  test('is read after the key of the last entry', async () => {
    const { origin, requested } = await api((query) => {
      const since = Number(query.get('since_id'))
      return since > 15 ? [] : [1, 2].map((n) => ({ id: since + n * 4, message: line('/a') }))
    })
    const flags = ['--paginate=key', '--param=since_id', '--key=/id', '--line=/message']
    expect(await run(...flags, origin)).toMatchObject({ status: 0, summary: { lines: 4 } })
    expect(requested).toEqual(['/', '/?since_id=8', '/?since_id=16'])
  })

  test('whose last entry has no key is an error after the entries', async () => {
    const { origin } = await api(() => [{ message: line('/a') }])
    const flags = ['--paginate=key', '--param=since_id', '--key=/id', '--line=/message']
    const { status, summary, stderr } = await run(...flags, origin)
    expect([status, summary.lines]).toEqual([1, 1])
    expect(stderr).toContain('the key of the last item, index 0, must be a string')
  })

  test('is read by links, and no more pages than are asked for', async () => {
    const { origin, requested } = await serve((request, response) => {
      const page = Number(new URL(String(request.url), 'http://server').searchParams.get('page'))
      response.setHeader('link', `</?page=${page + 1}>; rel="next"`)
      response.end(JSON.stringify([line('/a')]))
    })
    const { status, summary } = await run('--paginate', 'link', '--max-pages', '2', origin)
    expect([status, summary.lines]).toEqual([0, 2])
    expect(requested).toEqual(['/', '/?page=1'])
  })

  test('that fails half-way counts what was read, and names the page', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/?page=1') response.end(JSON.stringify([line('/a')]))
      else response.end('<h1>Log in</h1>')
    })
    const { status, summary, stderr } = await run('--paginate', 'page', origin)
    expect([status, summary.files, summary.lines]).toEqual([1, 1, 1])
    expect(stderr).toContain(`page 2, ${origin}/?page=2: the body is not JSON`)
  })

  test('with all its entries in one body is read as it arrives', async () => {
    const { origin } = await serve((_, response) => {
      response.end(JSON.stringify({ data: { lines: [line('/a'), line('/b', 200)] } }))
    })
    const { summary } = await run('--items', '/data/lines', origin)
    expect(summary).toMatchObject({ lines: 2, errors: 1 })
  })
})

test.each([
  [['--paginate', 'magic'], '--paginate must be one of link, page, offset, cursor, next, key, not'],
  [['--paginate', 'key', '--key', '/id'], '--paginate key needs --param'],
  [['--paginate', 'key', '--param', 'since'], '--paginate key needs --key'],
  [['--paginate', 'cursor', '--next', '/n', '--start', '1'], '--start has no meaning with'],
  [['--paginate', 'page', '--start=-1'], '--start must be a whole number of at least 0'],
  [['--key', '/id'], '--key needs --paginate'],
  [['--paginate', 'toString'], '--paginate must be one of'],
  [['--paginate', 'cursor'], '--paginate cursor needs --next'],
  [['--paginate', 'next'], '--paginate next needs --next'],
  [['--paginate', 'link', '--param', 'p'], '--param has no meaning with --paginate link'],
  [['--paginate', 'page', '--next', '/n'], '--next has no meaning with --paginate page'],
  [['--paginate', 'page', '--param', ''], '--param must not be empty'],
  [['--next', '/n'], '--next needs --paginate'],
  [['--max-pages', '2'], '--max-pages needs --paginate'],
  [['--paginate', 'page', '--max-pages', '0'], '--max-pages must be a whole number of at least 1'],
  [['--items', 'data'], "--items must be a JSON Pointer such as /data/entries, not 'data'"],
  [['--line', '/a'], '--line needs --paginate or --items'],
  [['--header', 'secret'], "--header must be 'Name: value'\n"],
  [['--header', 'a b: secret'], "--header must be 'Name: value'\n"],
])('explains %j and exits with 2', async (flags, message) => {
  const { status, stderr } = await run(...flags, 'http://127.0.0.1:9/')
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('secret')
})

test.each([
  ['http://[bad/', "not a URL: 'http://[bad/'"],
  ['http://me:secret@host/', 'must not hold a user name or password'],
  ['http://me:secret@[bad/?token=secret', "not a URL: 'http://***@[bad/'"],
])('refuses the URL %s before anything is read', async (url, message) => {
  const { origin, requested } = await serve((_, response) => void response.end(''))
  const { status, stderr } = await run(origin, url)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('secret')
  expect(requested).toEqual([])
})
