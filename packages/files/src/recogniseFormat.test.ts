import { describe, expect, test } from 'vitest'
import { recogniseFormat } from './recogniseFormat.ts'

const bytes = (...values: readonly number[]): Buffer => Buffer.from(values)

describe('by its first bytes', () => {
  test.each([
    ['gzip', bytes(0x1f, 0x8b)],
    ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd)],
    ['zstd', bytes(0x50, 0x2a, 0x4d, 0x18)],
    ['zstd', bytes(0x5f, 0x2a, 0x4d, 0x18)],
  ])('%s is recognised as soon as they are there', (format, magic) => {
    expect(recogniseFormat(magic, false)).toBe(format)
    for (let length = 0; length < magic.length; length++) {
      expect(recogniseFormat(magic.subarray(0, length), false)).toBe(undefined)
    }
  })

  test.each(['a', '\x1fa', '(a', 'Px', 'P*x', '`*M\x18', 'x^2', 'BZh9', '{"a":1}', '\uFEFFa'])(
    '%j is text, and nothing more is waited for',
    (text) => {
      expect(recogniseFormat(Buffer.from(text), false)).toBe('none')
    },
  )

  test('an input that ends within them is what it can only be', () => {
    expect(recogniseFormat(bytes(), true)).toBe('none')
    expect(recogniseFormat(bytes(0x1f), true)).toBe('gzip')
    expect(recogniseFormat(Buffer.from('('), true)).toBe('none')
    expect(recogniseFormat(bytes(0x28, 0xb5), true)).toBe('zstd')
    expect(recogniseFormat(Buffer.from('P*M'), true)).toBe('none')
  })
})
