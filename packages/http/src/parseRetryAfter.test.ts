import { expect, test } from 'vitest'
import { parseRetryAfter } from './parseRetryAfter.ts'

const now = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT')

test.each([
  ['seconds', '120', 120_000],
  ['no second', '0', 0],
  ['a fraction, which some servers send', '0.25', 250],
  ['blanks around it', ' 1 ', 1000],
  ['a date', 'Sun, 06 Nov 1994 08:50:37 GMT', 60_000],
  ['a date of RFC 850', 'Sunday, 06-Nov-94 08:50:37 GMT', 60_000],
  ['a date of asctime, in UTC', 'Sun Nov  6 08:50:37 1994', 60_000],
  ['exactly a day', '86400', 86_400_000],
])('reads %s', (_, value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected)
})

test.each([
  ['no header', null],
  ['nothing', ''],
  ['rubbish', 'soon'],
  ['a negative number', '-1'],
  ['another notation', '1e3'],
  ['Infinity', 'Infinity'],
  ['more than a day', '86401'],
  ['an epoch', '784111837'],
  ['an epoch in milliseconds', '784111837000'],
  ['a date in the past', 'Sun, 06 Nov 1994 08:49:36 GMT'],
  ['a date far away', 'Sun, 06 Nov 2094 08:49:37 GMT'],
  ['a date that there is not', 'Sun, 99 Foo 1994 08:49:37 GMT'],
  ['what Date.parse would take for a date', 'attempt 7'],
])('treats %s as none', (_, value) => {
  expect(parseRetryAfter(value, now)).toBe(undefined)
})
