import { DONE, fromPull, pipe, toArray, WAIT } from '@rivulet/core'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, view } from './bytesOf.ts'
import { compress } from './compress.ts'
import { lines } from './lines.ts'
import { splitLines } from './splitLines.ts'

type Answer = string | Uint8Array | typeof WAIT

/** What comes of the answers, and of `DONE` after them, until that comes. */
function allOf(...answers: readonly Answer[]): unknown[] {
  const left = [...answers]
  const pull = bytesOf(() => left.shift() ?? DONE)
  const all: unknown[] = []
  for (let answer = pull(); answer !== DONE; answer = pull()) {
    all.push(answer === WAIT ? WAIT : String(answer))
  }
  return all
}

describe('bytes of text', () => {
  const [high = '', low = ''] = '😀'.split('')

  test('are UTF-8', () => {
    expect(allOf('für', WAIT, Buffer.of(0x41), new Uint8Array([0x42]))).toEqual([
      'für',
      WAIT,
      'A',
      'B',
    ])
  })

  test('have a character whole that is split over two pieces, also where the source waits', () => {
    expect(allOf(`a${high}`, `${low}b${high}`, WAIT, '', low)).toEqual(['a', '😀b', WAIT, '', '😀'])
  })

  test('have U+FFFD for half a character', () => {
    expect(allOf(high, Buffer.of(0x41))).toEqual(['', '\uFFFD', 'A'])
    expect(allOf(high)).toEqual(['', '\uFFFD'])
    expect(allOf(high, high, low, low)).toEqual(['', '\uFFFD', '😀', '\uFFFD'])
  })

  test('are the same, however the text is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(9), (text, size) => {
        const pieces: string[] = []
        for (let from = 0; from < text.length; from += size + 1) {
          pieces.push(text.slice(from, from + size + 1))
        }
        expect(allOf(...pieces).join('')).toBe(text)
      }),
    )
  })

  test('are so for lines and for what is compressed', async () => {
    const pieces = [`a${high}`, `${low}\nb`]
    expect(pipe(pieces, splitLines(), toArray())).toEqual(['a😀', 'b'])
    const source = fromPull<string>(() => () => pieces.shift() ?? DONE)
    const compressed = Buffer.concat(await pipe(source, compress(), toArray()))
    expect(String(gunzipSync(compressed))).toBe('a😀\nb')
    expect(await pipe(lines([compressed]), toArray())).toEqual(['a😀', 'b'])
  })
})

describe('view', () => {
  test('does not copy', () => {
    const array = new Uint8Array([1, 2, 3]).subarray(1, 2)
    const buffer = view(array)
    array[0] = 9
    expect(buffer).toEqual(Buffer.of(9))
    expect(view(buffer)).toBe(buffer)
  })
})
