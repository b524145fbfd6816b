import { expect, test } from 'vitest'
import { parsePointer } from './jsonPointer.ts'

// The examples of RFC 6901, section 5.
test.each([
  ['', []],
  ['/foo/0', ['foo', '0']],
  ['/', ['']],
  ['/a~1b', ['a/b']],
  ['/m~0n', ['m~n']],
  ['/~01', ['~1']],
  ['/ ', [' ']],
])('%j names the keys %j', (pointer, keys) => {
  expect(parsePointer('f', 'path', pointer)).toEqual(keys)
})

test.each(['data', '$.data', '/a~2', '/~'])('refuses %j', (pointer) => {
  expect(() => parsePointer('f', 'path', pointer)).toThrow(RangeError)
  expect(() => parsePointer('f', 'path', pointer)).toThrow(
    `f: path must be a JSON Pointer such as '/data/items', or '' for the whole body, got "${pointer}"`,
  )
})

test('refuses what is no string', () => {
  expect(() => parsePointer('f', 'path', ['data'])).toThrow(TypeError)
})
