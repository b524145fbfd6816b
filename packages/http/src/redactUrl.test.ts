import { expect, test } from 'vitest'
import { redactUrl } from './redactUrl.ts'

test.each([
  ['https://user:pass@example.com/a', 'https://***@example.com/a'],
  ['https://example.com/a?api_key=1&q=x', 'https://example.com/a?api_key=***&q=x'],
  ['https://example.com/a?X-Amz-Signature=1', 'https://example.com/a?X-Amz-Signature=***'],
  ['https://example.com/a?accessToken=a=b', 'https://example.com/a?accessToken=***'],
  ['https://example.com/a?code=1&zipcode=2', 'https://example.com/a?code=***&zipcode=2'],
  ['https://example.com/a?q=x@y/z', 'https://example.com/a?q=x@y/z'],
  ['https://example.com/a#access_token=1', 'https://example.com/a'],
  ['https://example.com/a?flag', 'https://example.com/a?flag'],
  [
    'https://example.com/a?pass=1&bearer=2&hmac=3',
    'https://example.com/a?pass=***&bearer=***&hmac=***',
  ],
  ['https://example.com/a?otp=1&page=2', 'https://example.com/a?otp=***&page=2'],
  ['https://example.com/a?api%5Fk%65y=1', 'https://example.com/a?api%5Fk%65y=***'],
  ['https://example.com/a?%=1&q=1;token=2;x=3&y', 'https://example.com/a?%=1&q=1;token=***&y'],
  ['//user:pass@', '//***@'],
  ['https:/user:pass@[bad/', 'https:/***@[bad/'],
  ['https:\\\\user:pass@[bad/', 'https:\\\\***@[bad/'],
  ['https:user:pass@[bad/', 'https:***@[bad/'],
  ['https://example.com/a?token=1;2', 'https://example.com/a?token=***'],
  [' https:/\t/user:pass@[bad/', 'https://***@[bad/'],
  ['a/b@c', 'a/b@c'],
])('%s is shown as %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown)
})
