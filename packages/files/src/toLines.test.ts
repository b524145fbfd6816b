import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { splitLines } from './splitLines.ts'
import { toLines } from './toLines.ts'

test('toLines ends each line, the last and empty ones too', () => {
  expect(pipe(['one', '', 'two\r'], toLines(), toArray())).toEqual(['one\n', '\n', 'two\r\n'])
  expect(pipe([], toLines(), toArray())).toEqual([])
})

test('toLines gives what splitLines takes apart', () => {
  const lines = ['one', '', 'f\u00FCr', '\u2028']
  expect(pipe(lines, toLines(), splitLines(), toArray())).toEqual(lines)
})

test.each([[1], [null], [undefined], [['a']]])('toLines refuses the item %j', (item) => {
  const items = ['one', item] as string[]
  expect(() => pipe(items, toLines(), toArray())).toThrow(TypeError)
  expect(() => pipe(items, toLines(), toArray())).toThrow('toLines: item 1 must be a string, got')
})
