import { expect, test } from 'vitest'

import { parseAccessLogLine } from './parse.ts'

const CLIENT = '203.0.113.7 - - [22/Nov/2026:13:57:21 +0000]'

test('a combined line has every field', () => {
  const line =
    '203.0.113.7 - jane [22/Nov/2026:13:57:21 +0100] "GET /cart?id=7 HTTP/1.1" 503 339 ' +
    '"https://example.org/" "curl/8.5.0"'
  expect(parseAccessLogLine(line)).toMatchObject({
    status: 503,
    request: 'GET /cart?id=7 HTTP/1.1',
    method: 'GET',
    path: '/cart',
    query: 'id=7',
    protocol: 'HTTP/1.1',
    host: '203.0.113.7',
    virtualHost: undefined,
    user: 'jane',
    time: '22/Nov/2026:13:57:21 +0100',
    date: new Date('2026-11-22T12:57:21Z'),
    bytes: 339,
    referer: 'https://example.org/',
    userAgent: 'curl/8.5.0',
  })
})

test('a common line has neither referer nor user agent', () => {
  const entry = parseAccessLogLine(`${CLIENT} "GET /x HTTP/1.0" 304 -`)
  expect(entry).toMatchObject({ status: 304, path: '/x' })
  expect(entry?.bytes).toBeUndefined()
  expect(entry?.referer).toBeUndefined()
  expect(entry?.userAgent).toBeUndefined()
})

test.each([
  // What clients send that is not a request: the status still comes from its own column.
  [String.raw`${CLIENT} "\x16\x03\x01\x02" 400 266 "-" "-"`, 400, '-'],
  [`${CLIENT} "" 400 0 "-" "-"`, 400, '-'],
  [`${CLIENT} "-" 408 - "-" "-"`, 408, '-'],
  [`${CLIENT} "GET /noproto" 404 153 "-" "-"`, 404, '/noproto'],
  [`${CLIENT} "GET /raw q HTTP/1.1" 400 157 "-" "-"`, 400, '/raw q'],
  [`${CLIENT} "GET /a 200 5 HTTP/1.1" 500 157`, 500, '/a 200 5'],
  [`${CLIENT} "GET / HTTP/1.1" 000 0 "-" "-"`, 0, '/'],
  // Quotes and backslashes inside fields stay as they were written.
  [
    String.raw`${CLIENT} "GET /x\"y HTTP/1.1" 404 236 "-" "evil \"ua\" \\ back"`,
    404,
    String.raw`/x\"y`,
  ],
  [
    String.raw`${CLIENT} "GET /x\x22y HTTP/1.1" 404 153 "-" "evil \x22ua\x22 \x5C"`,
    404,
    String.raw`/x\x22y`,
  ],
  [String.raw`${CLIENT} "GET /x\\" 404 153 "a\\" "b\\"`, 404, String.raw`/x\\`],
  [
    String.raw`${CLIENT} "GET /x\" 200 1 \"HTTP/1.1" 500 9 "-" "-"`,
    500,
    String.raw`/x\" 200 1 \"HTTP/1.1`,
  ],
  // Clients, hosts and users that are not one word.
  [`localhost:80 127.0.0.1 - - [22/Nov/2026:13:57:21 +0000] "GET /v HTTP/1.1" 404 1`, 404, '/v'],
  [`203.0.113.7, 10.0.0.2 - - [22/Nov/2026:13:57:21 +0000] "GET /f HTTP/1.1" 502 1`, 502, '/f'],
  [`::1 - - [22/Nov/2026:13:57:21 +0000] "GET /6 HTTP/1.1" 200 3 "-" "-"`, 200, '/6'],
  [`203.0.113.7 - jane doe [22/Nov/2026:13:57:21 +0000] "GET /u HTTP/1.1" 200 3`, 200, '/u'],
  [`203.0.113.7 - "" [22/Nov/2026:13:57:21 +0000] "GET /e HTTP/1.1" 401 3`, 401, '/e'],
  [
    String.raw`203.0.113.7 - [x] \"GET /no HTTP/1.1\" 200 [22/Nov/2026:13:57:21 +0000] "GET /yes HTTP/1.1" 401 3`,
    401,
    '/yes',
  ],
  // Other times.
  [`203.0.113.7 - - [2026-11-22T13:57:21+00:00] "GET /iso HTTP/1.1" 200 3`, 200, '/iso'],
  [`203.0.113.7 - - [22/Nov/2026 13:57:21] "GET /python HTTP/1.1" 200 -`, 200, '/python'],
  // More fields at the end.
  [`${CLIENT} "GET /rt HTTP/1.1" 200 3 "-" "curl/8.5.0" 0.003 0.003`, 200, '/rt'],
  [`${CLIENT} "GET /ff HTTP/1.1" 200 3 "-" "curl/8.5.0" "-"`, 200, '/ff'],
  [`${CLIENT} "GET /kv HTTP/1.1" 200 3 "-" "-" rt=0.1 urt="0.1, 0.2"`, 200, '/kv'],
  [`${CLIENT} "GET /d HTTP/1.1" 200 3 1234`, 200, '/d'],
  // Line endings.
  [`${CLIENT} "GET /crlf HTTP/1.1" 200 3 "-" "curl/8.5.0"\r`, 200, '/crlf'],
  [`${CLIENT} "GET /crlf HTTP/1.1" 200 3\r\n`, 200, '/crlf'],
  // Wrapped as a whole.
  [`"${CLIENT} "GET /w HTTP/1.1" 200 3 "-" "curl/8.5.0""`, 200, '/w'],
  [`"${CLIENT} "" 400 0 "-" "-""\r`, 400, '-'],
  [`"${CLIENT} "GET /w HTTP/1.1" 200 3"`, 200, '/w'],
  [`"${CLIENT} ""GET /w HTTP/1.1"" 200 3 ""-"" ""curl/8.5.0"""`, 200, '/w'],
  [`"${CLIENT} """" 400 0 ""-"" ""-"""`, 400, '-'],
  [JSON.stringify(String.raw`${CLIENT} "GET /\"w HTTP/1.1" 200 3 "-" "-"`), 200, String.raw`/\"w`],
  [
    JSON.stringify({ log: `${CLIENT} "GET /docker HTTP/1.1" 200 3 "-" "-"\n`, stream: 'stdout' }),
    200,
    '/docker',
  ],
  // JSON.
  ['{"addr":"::1","request":"GET /j?k HTTP/1.1","status":502}\r', 502, '/j'],
])('`%s` has status %i and path `%s`', (line, status, path) => {
  expect(parseAccessLogLine(line)).toMatchObject({ status, path })
})

test.each([
  ['is empty', ''],
  ['is a word', 'x'],
  ['is a quote', '"'],
  ['has no client', '[22/Nov/2026:13:57:21 +0000] "GET / HTTP/1.1" 200 3'],
  ['has nothing but a space for a client', ' [22/Nov/2026:13:57:21 +0000] "GET / HTTP/1.1" 200 3'],
  [
    'has no space in front of its time',
    '::1 - -[22/Nov/2026:13:57:21 +0000] "GET / HTTP/1.1" 200 3',
  ],
  ['has no time', '203.0.113.7 - - "GET / HTTP/1.1" 200 3'],
  ['has no request', `${CLIENT} 200 3`],
  ['has a request that is cut off', `${CLIENT} "GET / HTT`],
  ['has a request that ends in an escaped quote', String.raw`${CLIENT} "GET / \" 200 3`],
  ['has a quote in its request that is not escaped', `${CLIENT} "GET /" 1 HTTP/1.1" 200 3`],
  ['has no status', `${CLIENT} "GET / HTTP/1.1" - 3`],
  ['has a status of two digits', `${CLIENT} "GET / HTTP/1.1" 20 3`],
  ['has a status with a letter', `${CLIENT} "GET / HTTP/1.1" 20x 3`],
  ['has a status of four digits', `${CLIENT} "GET / HTTP/1.1" 2000 3`],
  ['has no byte count', `${CLIENT} "GET / HTTP/1.1" 200`],
  ['has an empty byte count', `${CLIENT} "GET / HTTP/1.1" 200 `],
  ['has a byte count that is not a number', `${CLIENT} "GET / HTTP/1.1" 200 3x`],
  ['has a referer that is cut off', `${CLIENT} "GET / HTTP/1.1" 200 3 "http`],
  ['has a user agent that is cut off', `${CLIENT} "GET / HTTP/1.1" 200 3 "-" "Mozilla`],
  ['has a user agent that is only a quote', `${CLIENT} "GET / HTTP/1.1" 200 3 "-" "`],
  ['ends in an escaped quote', String.raw`${CLIENT} "GET / HTTP/1.1" 200 3 "-" "a\"`],
  ['has a quote in its agent that is not escaped', `${CLIENT} "GET / HTTP/1.1" 200 3 "-" "a"b"`],
  ['has a last field that is cut off', `${CLIENT} "GET / HTTP/1.1" 200 3 "-" "a" "-`],
  ['is JSON that is cut off', '{"addr":"::1","request":"GET / HTTP/1.1","status":502'],
])('a line that %s is malformed', (_, line) => {
  expect(parseAccessLogLine(line)).toBeUndefined()
})
