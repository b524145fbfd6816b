import { expect, test } from 'vitest'

import { parseJsonLine } from './jsonLine.ts'

test('an nginx JSON line with short names has every field', () => {
  const line =
    '{"time":"2026-11-22T13:57:11+00:00","addr":"::1","request":"GET /a%20b?x=\\"q\\" HTTP/1.1",' +
    '"status":404,"ua":"evil \\"ua\\" \\\\ back","rt":0.000,"urt":""}'
  expect(parseJsonLine(line)).toMatchObject({
    status: 404,
    request: 'GET /a%20b?x="q" HTTP/1.1',
    method: 'GET',
    path: '/a%20b',
    query: 'x="q"',
    protocol: 'HTTP/1.1',
    host: '::1',
    virtualHost: undefined,
    user: '-',
    time: '2026-11-22T13:57:11+00:00',
    date: new Date('2026-11-22T13:57:11Z'),
    bytes: undefined,
    referer: undefined,
    userAgent: 'evil "ua" \\ back',
  })
})

test("an nginx JSON line with the variables' names has every field", () => {
  const line = JSON.stringify({
    time_iso8601: '2026-11-22T13:57:11+00:00',
    remote_addr: '203.0.113.7',
    remote_user: '',
    http_host: 'example.org',
    request_method: 'POST',
    request_uri: '/a b?c',
    uri: '/rewritten',
    args: 'c',
    server_protocol: 'HTTP/2.0',
    status: '503',
    body_bytes_sent: '339',
    http_referer: '',
    http_user_agent: 'curl/8.5.0',
  })
  expect(parseJsonLine(line)).toMatchObject({
    status: 503,
    request: 'POST /a b?c HTTP/2.0',
    method: 'POST',
    path: '/a b',
    query: 'c',
    protocol: 'HTTP/2.0',
    host: '203.0.113.7',
    virtualHost: 'example.org',
    user: '-',
    bytes: 339,
    referer: '-',
    userAgent: 'curl/8.5.0',
  })
})

test.each([
  ['{"status":502,"method":"GET","uri":"/x"}', '/x', undefined],
  ['{"status":502,"method":"GET","uri":"/x","args":"a=1"}', '/x', 'a=1'],
  ['{"status":502,"method":"GET","uri":"/x","args":"-"}', '/x', undefined],
  ['{"status":502,"method":"GET","path":"/x?a=1"}', '/x', 'a=1'],
  ['{"status":502,"url":"/x"}', '/x', undefined],
  ['{"status":502,"method":"GET","request":"/x y"}', '/x y', undefined],
  ['{"status":502,"request":""}', '-', undefined],
  ['{"status":502,"request":"\\u0016\\u0003\\u0001\\u0000 \\u0001"}', '-', undefined],
  ['{"status":502,"request":"GET /noproto"}', '/noproto', undefined],
  // Without `escape=json`, nginx's escapes are not JSON.
  [
    String.raw`{"status":502,"request":"GET /x\x22y HTTP/1.1","ua":"\xC3\xBC"}`,
    String.raw`/x\x22y`,
    undefined,
  ],
])('`%s` has path %s and query %s', (line, path, query) => {
  expect(parseJsonLine(line)).toMatchObject({ status: 502, path, query })
})

test.each([
  '{',
  '{}',
  '[]',
  'null',
  '{"status":502}',
  '{"request":"GET / HTTP/1.1"}',
  '{"status":null,"request":"GET / HTTP/1.1"}',
  '{"status":"","request":"GET / HTTP/1.1"}',
  '{"status":5020,"request":"GET / HTTP/1.1"}',
  '{"status":502,"request":["GET / HTTP/1.1"]}',
  '{"status":502,"request":"GET / HTTP/1.1"',
  String.raw`{"status":502,"request":"GET /\x2`,
])('`%s` is malformed', (line) => {
  expect(parseJsonLine(line)).toBeUndefined()
})
