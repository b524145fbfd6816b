import { expect, test } from 'vitest'
import { byPointer } from './jsonPointer.ts'

test.each([
  ['', { a: 1 }, { a: 1 }],
  ['/a/1', { a: [1, 2] }, 2],
  ['/a~1b/m~0n', { 'a/b': { 'm~n': 3 } }, 3],
  ['/', { '': 4 }, 4],
  ['/a/b', { a: null }, undefined],
  ['/a/b', {}, undefined],
  ['/constructor', {}, undefined],
  ['/length', 'text', undefined],
])('%j finds in %j the value %j', (pointer, value, found) => {
  expect(byPointer(pointer)?.(value)).toEqual(found)
})

test.each(['a', '$.a', '/a~2', '/~'])('%j is no pointer', (pointer) => {
  expect(byPointer(pointer)).toBe(undefined)
})
