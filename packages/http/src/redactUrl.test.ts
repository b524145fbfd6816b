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
  ['//user:pass@', '//***@'],
])('%s is shown as %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown)
})
