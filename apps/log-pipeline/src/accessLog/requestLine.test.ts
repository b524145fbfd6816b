import { expect, test } from 'vitest'

import { requestMethod, requestPath, requestProtocol, requestQuery } from './requestLine.ts'

test.each([
  ['GET / HTTP/1.1', 'GET', '/', undefined, 'HTTP/1.1'],
  ['GET /h2 HTTP/2', 'GET', '/h2', undefined, 'HTTP/2'],
  ['GET /s503?y=1&z=?2 HTTP/1.0', 'GET', '/s503', 'y=1&z=?2', 'HTTP/1.0'],
  ['GET /x? HTTP/1.1', 'GET', '/x', '', 'HTTP/1.1'],
  ['PRI * HTTP/2.0', 'PRI', '*', undefined, 'HTTP/2.0'],
  ['M-SEARCH * HTTP/1.1', 'M-SEARCH', '*', undefined, 'HTTP/1.1'],
  ['CONNECT example.org:443 HTTP/1.1', 'CONNECT', 'example.org:443', undefined, 'HTTP/1.1'],
  ['GET http://example.org/a?b HTTP/1.1', 'GET', 'http://example.org/a', 'b', 'HTTP/1.1'],
  ['PUT dolore/do/labore HTTP/1.0', 'PUT', 'dolore/do/labore', undefined, 'HTTP/1.0'],
  ['GET /raw q HTTP/1.1', 'GET', '/raw q', undefined, 'HTTP/1.1'],
  ['GET /raw?a b c HTTP/1.1', 'GET', '/raw', 'a b c', 'HTTP/1.1'],
  ['GET  /x   HTTP/1.1 ', 'GET', '/x', undefined, 'HTTP/1.1'],
  ['get /x http/1.1', 'get', '/x', undefined, 'http/1.1'],
  // No protocol.
  ['GET /noproto', 'GET', '/noproto', undefined, '-'],
  ['GET /raw q', 'GET', '/raw q', undefined, '-'],
  ['GET /HTTP/1.1', 'GET', '/HTTP/1.1', undefined, '-'],
  ['t3 12.1.2', 't3', '12.1.2', undefined, '-'],
  // No target.
  ['GET', 'GET', '-', undefined, '-'],
  ['GET HTTP/1.1', 'GET', '-', undefined, 'HTTP/1.1'],
  ['GET ?a HTTP/1.1', 'GET', '-', 'a', 'HTTP/1.1'],
  ['HTTP/1.1', '-', '-', undefined, 'HTTP/1.1'],
  ['', '-', '-', undefined, '-'],
  ['-', '-', '-', undefined, '-'],
  [' /x', '-', '/x', undefined, '-'],
  // Not HTTP at all.
  [String.raw`\x16\x03\x01\x02`, '-', '-', undefined, '-'],
  [String.raw`\x16\x03\x01 ?\xFC /x`, '-', '-', undefined, '-'],
  ['\u0016\u0003\u0001 ü', '-', '-', undefined, '-'],
  [String.raw`\x03\x00\x00/*\xE0 Cookie: mstshash=Administr`, '-', '-', undefined, '-'],
  ['SSH-2.0-Go', '-', '-', undefined, '-'],
])('`%s` has method %s, path %s, query %s and protocol %s', (request, ...parts) => {
  // In a line, what stands around a request must not be taken for a part of it.
  for (const [before, behind] of [
    ['', ''],
    ['a HTTP/] "', '" 200 3 "http://example.org/?q HTTP/1.1" "a ? b"'],
  ] as const) {
    const text = before + request + behind
    const start = before.length
    const end = start + request.length
    expect([
      requestMethod(text, start, end),
      requestPath(text, start, end),
      requestQuery(text, start, end),
      requestProtocol(text, start, end),
    ]).toEqual(parts)
  }
})
