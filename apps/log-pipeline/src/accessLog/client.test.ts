import { expect, test } from 'vitest'

import { clientOf } from './client.ts'

test.each([
  ['127.0.0.1 - -', undefined, '127.0.0.1', '-'],
  ['2001:db8::1 - jane', undefined, '2001:db8::1', 'jane'],
  ['203.0.113.7 - jane van doe', undefined, '203.0.113.7', 'jane van doe'],
  ['203.0.113.7 - jane - doe', undefined, '203.0.113.7', 'jane - doe'],
  ['203.0.113.7 - ""', undefined, '203.0.113.7', '""'],
  ['203.0.113.7 identity jane doe', undefined, '203.0.113.7', 'jane doe'],
  ['203.0.113.7, 10.0.0.2 - -', undefined, '203.0.113.7, 10.0.0.2', '-'],
  ['203.0.113.7, unknown, 10.0.0.2 - -', undefined, '203.0.113.7, unknown, 10.0.0.2', '-'],
  ['localhost:80 127.0.0.1 - -', 'localhost:80', '127.0.0.1', '-'],
  ['[::1]:80 203.0.113.7, 10.0.0.2 - jane', '[::1]:80', '203.0.113.7, 10.0.0.2', 'jane'],
  ['unix: - -', undefined, 'unix:', '-'],
  ['- - -', undefined, '-', '-'],
  ['203.0.113.7', undefined, '203.0.113.7', '-'],
])('`%s` is virtual host %s, client %s and user %s', (head, virtualHost, host, user) => {
  expect(clientOf(head)).toEqual({ virtualHost, host, user })
})
