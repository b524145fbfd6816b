import { expect, test } from 'vitest'
import { parseContentRange } from './contentRange.ts'

test.each([
  ['bytes 0-9/10', { part: { first: 0, last: 9 }, total: 10 }],
  ['Bytes 5-5/*', { part: { first: 5, last: 5 }, total: undefined }],
  ['bytes */10', { part: undefined, total: 10 }],
  [null, undefined],
  ['', undefined],
  ['items 0-9/10', undefined],
  ['bytes 0-10/10', undefined],
  ['bytes 5-4/10', undefined],
  ['bytes=0-9/10', undefined],
  ['bytes 0-9', undefined],
  ['bytes -1-9/10', undefined],
])('%j is %j', (header, range) => {
  expect(parseContentRange(header)).toEqual(range)
})
