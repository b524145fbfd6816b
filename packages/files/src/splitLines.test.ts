import { filter, pipe, toArray } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { InvalidUtf8Error, LineTooLongError } from './inputErrors.ts'
import { splitLines, type SplitLinesOptions } from './splitLines.ts'
import { inPieces, outcomeOf } from './testSupport.ts'

const MARK = '\uFEFF'

type PlainOptions = SplitLinesOptions & { readonly position?: false }

function split(text: string | Buffer, options?: PlainOptions): string[] {
  return pipe([Buffer.from(text)], splitLines(options), toArray())
}

/** The same, whatever the size of the chunks. */
function splitAnyhow(text: string | Buffer, options?: PlainOptions): string[] {
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

describe('a line that keeps its newline', () => {
  test('keeps it as it is, and all lines together are the text', () => {
    const text = 'one\n\r\ntwo\r\nthree\rx\nlast'
    const kept = splitAnyhow(text, { keepNewline: true })
    expect(kept).toEqual(['one\n', '\r\n', 'two\r\n', 'three\rx\n', 'last'])
    expect(kept.join('')).toBe(text)
  })
})

describe('invalid UTF-8', () => {
  const fatal = { fatal: true, name: 'a.log' }

  test.each<[string, Buffer, number, number]>([
    ['a byte that is none', Buffer.from('one\nf\xfcr\n', 'latin1'), 5, 2],
    ['a character that is cut off', Buffer.from('one\n\xe2\x82\nx', 'latin1'), 4, 2],
    ['half of a pair', Buffer.concat([Buffer.from('für €\n'), Buffer.of(0xed, 0xa0, 0x80)]), 9, 2],
    ['a byte after a U+FFFD that is meant', Buffer.from([0xef, 0xbf, 0xbd, 0x61, 0xff]), 4, 1],
    ['an end within a character', Buffer.from([0x61, 0x0a, 0x62, 0xf0, 0x9f]), 3, 2],
  ])(
    'as %s is an error if it is asked for, after the lines before it',
    async (_, bytes, offset, line) => {
      for (const size of [1, 2, 3, bytes.length]) {
        const outcome = await outcomeOf(pipe(inPieces(bytes, size), splitLines(fatal)))
        expect(outcome.items).toHaveLength(line - 1)
        expect(outcome.error).toBeInstanceOf(InvalidUtf8Error)
        expect(outcome.error).toMatchObject({ code: 'INVALID_UTF8', input: 'a.log', offset, line })
        expect(String(outcome.error)).toContain(
          `a.log is not UTF-8: invalid bytes at byte ${offset}`,
        )
      }
    },
  )

  test('is not what is valid, and not in latin1', () => {
    const text = `${MARK}für €\n\uFFFD 😀\n`
    expect(splitAnyhow(text, { fatal: true })).toEqual(['für €', '\uFFFD 😀'])
    expect(splitAnyhow(Buffer.of(0xff), { fatal: true, encoding: 'latin1' })).toEqual(['\u00FF'])
  })
})

describe('a position', () => {
  test('tells the name of the input, the number of the line and its offset in bytes', () => {
    const bytes = Buffer.from(`${MARK}one\r\nfür\n\n😀`)
    for (const size of [1, 2, 3, bytes.length]) {
      const pipeline = pipe(inPieces(bytes, size), splitLines({ position: true, name: 'a' }))
      expect(Array.from(pipeline, (each) => ({ ...each }))).toEqual([
        { text: 'one', file: 'a', line: 1, offset: 0 },
        { text: 'für', file: 'a', line: 2, offset: 8 },
        { text: '', file: 'a', line: 3, offset: 13 },
        { text: '😀', file: 'a', line: 4, offset: 14 },
      ])
    }
  })

  test('has a checkpoint behind the line, as plain JSON', () => {
    const [named] = pipe(['für\r\n'], splitLines({ position: true, name: 'a' }))
    expect(named?.checkpoint).toEqual({ file: 'a', offset: 6, line: 2 })
    const [nameless] = pipe(['one'], splitLines({ position: true }))
    expect(JSON.stringify(nameless?.checkpoint)).toBe('{"offset":3,"line":2}')
  })
})

test('a chunk is done with when the next one is asked for', () => {
  const text = 'one\ntwo three\nfour five six\n'.repeat(500)
  for (const size of [1, 5, 7, 3000]) {
    const memory = Buffer.alloc(size)
    const recycling = (function* () {
      for (const piece of inPieces(Buffer.from(text), size)) {
        yield memory.subarray(0, piece.copy(memory))
        memory.fill(0xee)
      }
    })()
    expect(pipe(recycling, splitLines({ keepNewline: true }), toArray()).join('')).toBe(text)
  }
})

test('keeping a few lines does not keep the chunks that they came from', () => {
  const chunk = Buffer.from(`${'x'.repeat(99)}\n`.repeat(5000))
  const chunks = (function* () {
    for (let count = 0; count < 400; count++) yield chunk
  })()
  const before = process.memoryUsage().heapUsed
  const kept = pipe(
    chunks,
    splitLines(),
    filter((_, index) => index % 5000 === 0),
    toArray(),
  )
  expect(kept).toHaveLength(400)
  // Of 200 MB, 2 KiB for each of them; what the heap still holds of the rest is a few MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024)
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
      line: 3,
      maxLineLength: 4,
      message:
        'a.log has a line of more than 4 bytes at byte 10, line 3: raise maxLineLength if that is right',
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
    [{ fatal: 1 }, TypeError, 'splitLines: fatal must be a boolean, got 1'],
    [{ keepNewline: 'no' }, TypeError, "splitLines: keepNewline must be a boolean, got 'no'"],
    [{ position: null }, TypeError, 'splitLines: position must be a boolean, got null'],
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
