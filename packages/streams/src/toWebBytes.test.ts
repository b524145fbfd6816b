// The streams with `type: 'bytes'`.
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { recorded } from './testSupport.ts'
import { readUntilError } from './testWebStreams.ts'
import { toWeb } from './toWeb.ts'

/** Reads a byte stream into a buffer of the reader's own. */
async function readInto(stream: ReadableStream, bytes: number): Promise<string> {
  const reader = stream.getReader({ mode: 'byob' })
  const decoder = new TextDecoder()
  let read = ''
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(bytes))
    if (done) return read
    read += decoder.decode(value, { stream: true })
  }
}

describe('a stream of bytes', () => {
  test('leaves the memory of its source alone, also that of a pooled Buffer', async () => {
    const chunk = Buffer.from('hello')
    const whole = new TextEncoder().encode('world')
    expect(await text(toWeb([chunk, whole], { type: 'bytes' }))).toBe('helloworld')
    expect([chunk.toString(), whole.byteLength]).toEqual(['hello', 5])
  })

  test('passes over empty chunks', async () => {
    const chunks = ['', 'a', new Uint8Array(), Buffer.alloc(0), 'b', '']
    expect(await text(toWeb(chunks, { type: 'bytes' }))).toBe('ab')
    expect(await text(toWeb(['', ''], { type: 'bytes' }))).toBe('')
  })

  test('multi-byte text across chunks', async () => {
    const bytes = [...Buffer.from('aé漢𝄞z')].map((byte) => Uint8Array.of(byte))
    expect(await text(toWeb(bytes, { type: 'bytes' }))).toBe('aé漢𝄞z')
  })

  test.each([1, 3, 100])('can be read into a buffer of %i bytes', async (size) => {
    expect(await readInto(toWeb(['hello ', 'world'], { type: 'bytes' }), size)).toBe('hello world')
  })

  test('can be read into a buffer that is still waiting when the source ends', async () => {
    expect(await readInto(toWeb(recorded([]), { type: 'bytes' }), 10)).toBe('')
  })

  test.each([5, undefined, null, {}, [1]])(
    'a number into a byte stream rejects and closes the source: %o',
    async (item) => {
      const source = recorded(['a', item, 'b'])
      const { items, error: thrown } = await readUntilError(
        toWeb(source, { type: 'bytes', strategy: { highWaterMark: 8 } }),
      )
      expect(items).toEqual([new TextEncoder().encode('a')])
      expect(thrown).toBeInstanceOf(TypeError)
      expect(String(thrown)).toMatch(/a string or a Uint8Array, got (?:5|undefined|null|\{|\[)/)
      expect(source.events).toEqual(['closing', 'closed'])
    },
  )
})
