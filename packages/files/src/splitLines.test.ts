import { pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { LineTooLongError } from './inputErrors.ts'
import { splitLines, type SplitLinesOptions } from './splitLines.ts'
import { inPieces, outcomeOf } from './testSupport.ts'

const MARK = '\uFEFF'

function split(text: string | Buffer, options?: SplitLinesOptions): string[] {
  return pipe([Buffer.from(text)], splitLines(options), toArray())
}

/** The same, whatever the size of the chunks. */
function splitAnyhow(text: string | Buffer, options?: SplitLinesOptions): string[] {
  const whole = split(text, options)
  for (const size of [1, 2, 3]) {
    const pieces = inPieces(Buffer.from(text), size)
    expect(pipe(pieces, splitLines(options), toArray())).toEqual(whole)
  }
  return whole
}

describe('a line', () => {
  test('ends at a line feed, or at a carriage return and a line feed', () => {
    expect(splitAnyhow('one\ntwo\r\nthree\n')).toEqual(['one', 'two', 'three'])
  })

  test('may be empty, but nothing after the last line end is no line', () => {
    expect(splitAnyhow('\n\r\n\na\n\n')).toEqual(['', '', '', 'a', ''])
    expect(split('')).toEqual([])
    expect(pipe([], splitLines(), toArray())).toEqual([])
  })

  test('may be the last one without a line end', () => {
    expect(splitAnyhow('one\ntwo')).toEqual(['one', 'two'])
  })

  test('keeps a carriage return that no line feed follows', () => {
    expect(splitAnyhow('a\rb\nc\r\r\n\rd\n')).toEqual(['a\rb', 'c\r', '\rd'])
  })

  test('keeps a carriage return at the end of the input', () => {
    expect(splitAnyhow('one\r')).toEqual(['one\r'])
    expect(splitAnyhow('one\n\r')).toEqual(['one', '\r'])
  })

  test.each(['\u2028', '\u2029', '\u0085', '\v', '\f', '\0'])(
    'keeps %j: that is content',
    (content) => {
      expect(splitAnyhow(`a${content}b\nc`)).toEqual([`a${content}b`, 'c'])
    },
  )

  test('is whole when its end is split over two chunks', () => {
    const chunks = [Buffer.from('one\r'), Buffer.from('\ntwo\r'), Buffer.from('x\n')]
    expect(pipe(chunks, splitLines(), toArray())).toEqual(['one', 'two\rx'])
  })

  test('is whole when a character is split over chunks', () => {
    expect(splitAnyhow('für 5 €\n😀😀\n')).toEqual(['für 5 €', '😀😀'])
  })

  test('goes on over chunks that are empty', () => {
    const chunks = ['a', '', 'b\n', '', ''].map((text) => Buffer.from(text))
    expect(pipe(chunks, splitLines(), toArray())).toEqual(['ab'])
  })

  test('reads invalid UTF-8 as U+FFFD, and the next line is not touched', () => {
    const bytes = Buffer.concat([Buffer.of(0x61, 0xe2, 0x82), Buffer.from('\nfür\n')])
    expect(splitAnyhow(bytes)).toEqual(['a\uFFFD', 'für'])
  })

  test('is read byte by byte as latin1', () => {
    const bytes = Buffer.of(0x66, 0xfc, 0x72, 0x0d, 0x0a, 0xe2, 0x82, 0xac)
    expect(splitAnyhow(bytes, { encoding: 'latin1' })).toEqual(['für', '\u00E2\u0082\u00AC'])
  })

  test('may come in chunks of text or of any Uint8Array', () => {
    const chunks = ['für\r', new TextEncoder().encode('\nzwei\n').subarray(0, 3), 'ei\n']
    expect(pipe(chunks, splitLines(), toArray())).toEqual(['für', 'zwei'])
  })

  test('is delivered before the next chunk is asked for', () => {
    let asked = 0
    const chunks = (function* () {
      for (;;) {
        asked++
        yield Buffer.from('one\ntwo\nthr')
      }
    })()
    const [first, second] = pipe(chunks, splitLines())
    expect([first, second, asked]).toEqual(['one', 'two', 1])
  })
})

describe('a byte-order mark', () => {
  test('at the beginning is not a part of the first line', () => {
    expect(splitAnyhow(`${MARK}one\n${MARK}two`)).toEqual(['one', `${MARK}two`])
    expect(splitAnyhow(`${MARK}one\n`, { encoding: 'latin1' })).toEqual(['one'])
  })

  test('is content anywhere else, also twice at the beginning', () => {
    expect(splitAnyhow(`${MARK}${MARK}one\n`)).toEqual([`${MARK}one`])
    expect(splitAnyhow(`\n${MARK}one\n`)).toEqual(['', `${MARK}one`])
  })

  test('alone is no line; before a line end it is an empty one', () => {
    expect(splitAnyhow(MARK)).toEqual([])
    expect(splitAnyhow(`${MARK}\r\n`)).toEqual([''])
  })

  test('that is not complete is content', () => {
    expect(splitAnyhow(Buffer.of(0xef, 0xbb))).toEqual(['\uFFFD'])
    expect(splitAnyhow(Buffer.of(0xef, 0xbb, 0x0a))).toEqual(['\uFFFD'])
  })

  test('is taken off again in each iteration', () => {
    const lines = pipe([Buffer.from(`${MARK}one`)], splitLines())
    expect([[...lines], [...lines]]).toEqual([['one'], ['one']])
  })
})

describe('a line that is too long', () => {
  const limited = { maxLineLength: 4, name: 'a.log' }

  test('is an error after the lines before it, which tells the place and the limit', async () => {
    const { items, error } = await outcomeOf(
      pipe([Buffer.from('one\r\nfour\nfives\nsix\n')], splitLines(limited)),
    )
    expect(items).toEqual(['one', 'four'])
    expect(error).toBeInstanceOf(LineTooLongError)
    expect(error).toMatchObject({
      code: 'LINE_TOO_LONG',
      input: 'a.log',
      offset: 10,
      maxLineLength: 4,
      message:
        'a.log has a line of more than 4 bytes at byte 10: raise maxLineLength if that is right',
    })
  })

  test('is the same error with any chunks', async () => {
    const bytes = Buffer.from('one\r\nfour\nfives\nsix\n')
    const whole = await outcomeOf(pipe([bytes], splitLines(limited)))
    for (let size = 1; size < bytes.length; size++) {
      const outcome = await outcomeOf(pipe(inPieces(bytes, size), splitLines(limited)))
      expect(outcome).toEqual(whole)
    }
  })

  test('is an error also where the input ends', () => {
    expect(() => split('fives', limited)).toThrow(LineTooLongError)
    expect(split('four', limited)).toEqual(['four'])
  })

  test('is noticed before more of it than the limit is held', () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    let asked = 0
    const endless = (function* () {
      for (;;) {
        asked++
        yield chunk
      }
    })()
    expect(() => pipe(endless, splitLines(), toArray())).toThrow('The input has a line of more')
    expect(asked).toBe(17)
  })

  test('is none with a higher limit, and is not copied with every chunk', () => {
    // In chunks of 16 KiB, appending each to what is there would copy 320 GB.
    const size = 100 * 1024 * 1024
    const chunk = Buffer.alloc(16 * 1024, 'x')
    const chunks = (function* () {
      for (let sent = 0; sent < size; sent += chunk.length) yield chunk
      yield Buffer.from('\nnext')
    })()
    const [first, second] = pipe(
      chunks,
      splitLines({ maxLineLength: size, encoding: 'latin1' }),
      toArray(),
    )
    expect([first?.length, second]).toEqual([size, 'next'])
  })
})

describe('splitLines refuses', () => {
  const call = (options: unknown) => () => splitLines(options as SplitLinesOptions)

  test.each([
    [null, TypeError, 'splitLines: options must be an object, got null'],
    [{ encoding: 'utf16' }, RangeError, "encoding must be one of 'utf8', 'latin1', got 'utf16'"],
    [{ encoding: 1 }, TypeError, "encoding must be one of 'utf8', 'latin1', got 1"],
    [{ maxLineLength: 0 }, RangeError, 'maxLineLength must be a whole number of at least 1, got 0'],
    [{ maxLineLength: 1.5 }, RangeError, 'got 1.5'],
    [{ maxLineLength: Infinity }, RangeError, 'got Infinity'],
    [{ maxLineLength: '9' }, TypeError, "got '9'"],
    [{ name: 1 }, TypeError, 'splitLines: name must be a string, got 1'],
  ])('%j at the call', (options, type, message) => {
    expect(call(options)).toThrow(type)
    expect(call(options)).toThrow(message)
  })

  test.each([[1], [null], [{}], [[1, 2]]])('the chunk %j when it comes', (chunk) => {
    const chunks = [chunk] as unknown as Buffer[]
    expect(() => pipe(chunks, splitLines(), toArray())).toThrow(TypeError)
    expect(() => pipe(chunks, splitLines(), toArray())).toThrow('expected chunks of bytes or text')
  })
})
