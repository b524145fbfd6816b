import { expect, test } from 'vitest'
import { setParameter } from './setParameter.ts'

test.each([
  ['adds it to no query', 'http://a/b', 'http://a/b?page=2'],
  ['adds it after the others', 'http://a/b?q=1', 'http://a/b?q=1&page=2'],
  ['replaces it where it stands', 'http://a/b?page=1&q=1', 'http://a/b?page=2&q=1'],
  ['leaves one of several', 'http://a/b?page=1&q=1&page=7&page=8', 'http://a/b?page=2&q=1'],
  ['knows it by its decoded name', 'http://a/b?p%61ge=1', 'http://a/b?page=2'],
  [
    'leaves the rest as it is written',
    'http://a/b?q=a%20b,c&flag&$x=+',
    'http://a/b?q=a%20b,c&flag&$x=+&page=2',
  ],
  ['keeps the fragment', 'http://a/b#c', 'http://a/b?page=2#c'],
])('%s', (_, url, expected) => {
  expect(setParameter(url, 'page', '2')).toBe(expected)
})

test('encodes name and value', () => {
  expect(setParameter('http://a/', 'page[number]', 'a&b=c')).toBe(
    'http://a/?page%5Bnumber%5D=a%26b%3Dc',
  )
})
