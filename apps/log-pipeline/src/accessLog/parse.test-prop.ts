import {
  array,
  assert,
  constantFrom,
  integer,
  option,
  property,
  record,
  string,
  tuple,
} from 'fast-check'
import { expect, test } from 'vitest'

import type { AccessLogEntry } from './entry.ts'
import { parseAccessLogLine } from './parse.ts'

const SAMPLES = [
  '203.0.113.7 - - [17/May/2015:10:05:03 +0000] "GET /a/b.png?c=d HTTP/1.1" 200 203023 "http://example.org/" "Mozilla/5.0 (X11; Linux x86_64)"',
  String.raw`127.0.0.1 - - [22/Nov/2026:13:57:21 +0000] "GET /a%20b?x=\"q\" HTTP/1.1" 404 236 "-" "evil \"ua\" \\ back"`,
  String.raw`localhost:80 127.0.0.1 - "" [22/Nov/2026:13:57:22 +0000] "\x16\x03\x01\x02" 400 448 "-" "-"`,
  '::1 - jane doe [22/Nov/2026:13:57:13 +0000] "" 400 0 "-" "-" 1.201 -',
  '203.0.113.7, 10.0.0.2 - - [22/Jan/2019:03:56:14 +0330] "GET /noproto" 404 - "-" "-" "-"\r',
  '"127.0.0.1 - - [22/Nov/2026:13:57:21 +0000] ""GET / HTTP/1.1"" 404 397 ""-"" ""curl/7.88.1"""',
  String.raw`{"time":"2026-11-22T13:57:11+00:00","addr":"::1","request":"GET /x\"y HTTP/1.1","status":502,"rt":0.000}`,
  String.raw`{"remote_addr":"::1","method":"GET","request_uri":"/x\x22y","status":"502"}`,
]

/** Reads every field, which must not throw either. */
function fieldsOf(entry: AccessLogEntry | undefined) {
  return (
    entry && {
      status: entry.status,
      request: entry.request,
      method: entry.method,
      path: entry.path,
      query: entry.query,
      protocol: entry.protocol,
      host: entry.host,
      virtualHost: entry.virtualHost,
      user: entry.user,
      time: entry.time,
      date: entry.date,
      bytes: entry.bytes,
      referer: entry.referer,
      userAgent: entry.userAgent,
    }
  )
}

/** Characters that mean something in a log, and some that do not. */
const hostileText = string({
  unit: constantFrom(...Array.from('"\\[]{}:,-? \t\r\n\0/5aHTP1.é☃')),
  maxLength: 40,
})

test('no text makes the parser or a field of its entry throw', () => {
  assert(
    property(
      string({ unit: 'binary' }),
      hostileText,
      constantFrom(...SAMPLES),
      (any, hostile, line) => {
        for (const text of [any, hostile, any + line, line + hostile])
          fieldsOf(parseAccessLogLine(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('no prefix or suffix of a line throws, and none has another status than its line', () => {
  for (const line of SAMPLES) {
    const whole = fieldsOf(parseAccessLogLine(line))
    expect(whole).toBeDefined()
    for (let cut = 0; cut <= line.length; cut += 1) {
      for (const part of [line.slice(0, cut), line.slice(cut)]) {
        const fields = fieldsOf(parseAccessLogLine(part))
        if (fields === undefined) continue
        expect(fields).toMatchObject({ status: whole?.status, request: whole?.request })
      }
    }
  }
})

interface Edit {
  readonly at: number
  readonly removed: number
  readonly inserted: string
}

const edits = array(
  record({
    at: integer({ min: 0, max: 200 }),
    removed: integer({ min: 0, max: 3 }),
    inserted: hostileText,
  }),
  { minLength: 1, maxLength: 3 },
)

function applyEdits(line: string, changes: readonly Edit[]): string {
  let text = line
  for (const { at, removed, inserted } of changes) {
    text = text.slice(0, at) + inserted + text.slice(at + removed)
  }
  return text
}

test('no edit of a line makes the parser or a field of its entry throw', () => {
  assert(
    property(constantFrom(...SAMPLES), edits, (line, changes) => {
      fieldsOf(parseAccessLogLine(applyEdits(line, changes)))
    }),
    { numRuns: 5000 },
  )
})

const HEAD = '203.0.113.7 - - [22/Nov/2026:13:57:21 +0000] '

/** The same grammar, written down a second time: slower and without indices. */
function statusOf(tail: string): number | undefined {
  const start = /^"(?:[^"\\]|\\[^])*" (\d{3}) (?:\d+|-)(?![^ \t\r\n])/.exec(tail)
  if (start === null) return undefined
  let rest = tail.slice(start[0].length)
  for (let field = 0; field < 2; field += 1) {
    const quoted = /^[ \t\r\n]"(?:[^"\\]|\\[^])*"/.exec(rest)
    if (quoted === null) break
    rest = rest.slice(quoted[0].length)
    if (/^[^ \t\r\n]/.test(rest)) return undefined
  }
  return /^(?:[^"]|"(?:[^"\\]|\\[^])*")*$/.test(rest) ? Number(start[1]) : undefined
}

test('what stands behind the time is read as a grammar of regular expressions reads it', () => {
  const tails = SAMPLES.slice(0, 5).map((line) => line.slice(line.indexOf('] "') + 2))
  assert(
    property(constantFrom(...tails), edits, (tail, changes) => {
      // The quote that opens the request has to stay, or the request would be looked for elsewhere.
      const edited = `"${applyEdits(tail.slice(1), changes)}`
      expect(parseAccessLogLine(HEAD + edited)?.status).toBe(statusOf(edited))
    }),
    { numRuns: 5000 },
  )
})

const apacheField = hostileText.map((text) => text.replaceAll(/["\\]/g, String.raw`\$&`))
const nginxField = hostileText.map((text) =>
  text.replaceAll('"', String.raw`\x22`).replaceAll('\\', String.raw`\x5C`),
)

test('every field of a line that a server could write comes back as it was written', () => {
  const digits = integer({ min: 0, max: 999 }).map((status) => String(status).padStart(3, '0'))
  for (const field of [apacheField, nginxField]) {
    assert(
      property(
        record({ request: field, status: digits, bytes: option(integer({ min: 0 })), user: field }),
        option(tuple(field, field), { nil: undefined }),
        constantFrom('', ' 0.003', ' "-"', ' 0.003 "a b" -', '\r'),
        ({ request, status, bytes, user }, quoted, end) => {
          const [referer, userAgent] = quoted ?? []
          const tail = quoted === undefined ? '' : ` "${referer}" "${userAgent}"${end}`
          const line =
            `203.0.113.7 - ${user} [22/Nov/2026:13:57:21 +0000] ` +
            `"${request}" ${status} ${bytes ?? '-'}${tail}`
          expect(fieldsOf(parseAccessLogLine(line))).toMatchObject({
            status: Number(status),
            request,
            host: '203.0.113.7',
            virtualHost: undefined,
            user,
            time: '22/Nov/2026:13:57:21 +0000',
            bytes: bytes ?? undefined,
            referer,
            userAgent,
          })
        },
      ),
      { numRuns: 2000 },
    )
  }
})

test('method, path, query and protocol put together are the request again', () => {
  const word = string({ unit: constantFrom(...Array.from('/abc?&=. %20"é')), maxLength: 20 }).map(
    (text) => text.trim(),
  )
  assert(
    property(
      constantFrom('GET', 'POST', 'M-SEARCH'),
      word,
      constantFrom(' HTTP/1.1', ' HTTP/2', ''),
      (method, target, protocol) => {
        const request = `${method} /${target}${protocol}`
        const fields = fieldsOf(parseAccessLogLine(JSON.stringify({ status: 200, request })))
        const query = fields?.query === undefined ? '' : `?${fields.query}`
        const end = fields?.protocol === '-' ? '' : ` ${fields?.protocol}`
        expect(`${fields?.method} ${fields?.path}${query}${end}`).toBe(request)
      },
    ),
  )
})

test('JSON nested 100,000 levels deep does not throw', () => {
  expect(parseAccessLogLine(`{"status":${'['.repeat(100_000)}`)).toBeUndefined()
})

const TWO_MEGABYTES = 2 ** 21
test.each([
  ['quotes', '"', '"'],
  ['quotes behind a time', `${HEAD}"`, '"'],
  ['backslashes in a request', `${HEAD}"`, '\\'],
  ['escaped quotes in a request', `${HEAD}"`, String.raw`\"`],
  ['escaped quotes in a user agent', `${HEAD}"GET / HTTP/1.1" 200 3 "-" "`, String.raw`\\\"`],
  ['quoted fields', `${HEAD}"GET / HTTP/1.1" 200 3`, ' ""'],
  ['spaces in a request', `${HEAD}"GET`, ' '],
  ['times', '1 - - ', '[x] "'],
  ['brackets', '1 - -', ' ['],
  ['clients', '1', ', '],
  ['digits', `${HEAD}"GET / HTTP/1.1" 200 `, '9'],
  ['JSON escapes', '{"status":200,"request":"', String.raw`\x22`],
])('2 MB of %s take linear time', (_, start, repeated) => {
  const filler = repeated.repeat(TWO_MEGABYTES / repeated.length)
  const began = performance.now()
  for (const end of ['', '"', '" 200 3 "-" "-"', ' - - [x] "GET / HTTP/1.1" 200 3', '"}']) {
    fieldsOf(parseAccessLogLine(start + filler + end))
  }
  // Linear is less than half a second here; quadratic would be hours.
  expect(performance.now() - began).toBeLessThan(5000)
})
