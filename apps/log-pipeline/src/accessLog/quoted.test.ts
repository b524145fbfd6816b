import { expect, test } from 'vitest'

import { closingQuote, everyQuoteCloses } from './quoted.ts'

test.each([
  ['abc" d', 3],
  ['" d', 0],
  [String.raw`a\"b" d`, 4],
  [String.raw`a\\" d`, 3],
  [String.raw`a\\\"b" d`, 6],
  [String.raw`\x22" d`, 4],
  ['abc', -1],
  [String.raw`abc\"`, -1],
  ['', -1],
])('the field that begins `%s` closes at %i', (text, index) => {
  expect(closingQuote(text, 0)).toBe(index)
  // A backslash in front of the field does not escape anything inside it.
  expect(closingQuote(`\\${text}`, 1)).toBe(index < 0 ? -1 : index + 1)
})

test.each([
  ['', true],
  [' 0.003 -', true],
  [' "-" rt="0.1", "a b"', true],
  [' "-" "', false],
  [String.raw` "a\"`, false],
])('whether every quote closes in `%s`: %s', (text, closes) => {
  expect(everyQuoteCloses(text, 0)).toBe(closes)
})
