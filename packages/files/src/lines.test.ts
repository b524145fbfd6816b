import { pipe, toArray, type Source } from '@rivulet/core'
import { mkdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { LineTooLongError } from './inputErrors.ts'
import { lines, type LinesOptions } from './lines.ts'
import {
  dripping,
  gzipMember,
  inPieces,
  numberedLines,
  outcomeOf,
  temporaryFiles,
} from './testSupport.ts'

const { folder, at, write } = temporaryFiles()

const plain = write('plain.txt', 'one\ntwo\r\nthree')
const gzipped = write('gzipped.txt.gz', gzipMember('four\nfive\n', { name: 'gzipped.txt' }))

describe('the lines', () => {
  test('of a file are read, whether it is compressed or not', async () => {
    expect(await outcomeOf(lines(plain))).toEqual({ items: ['one', 'two', 'three'] })
    expect(await outcomeOf(lines(gzipped))).toEqual({ items: ['four', 'five'] })
  })

  test('are told from gzip by the content: a name can lie', async () => {
    const lying = write('plain.gz', 'plain\n')
    const hiding = write('gzip.txt', gzipSync('gzip\n'))
    expect(await outcomeOf(lines([lying, hiding]))).toEqual({ items: ['plain', 'gzip'] })
  })

  test('of a file of one byte are one line, or an empty one', async () => {
    expect(await outcomeOf(lines(write('x', 'x')))).toEqual({ items: ['x'] })
    expect(await outcomeOf(lines(write('newline', '\n')))).toEqual({ items: [''] })
  })

  test('of an empty file are none', async () => {
    expect(await outcomeOf(lines(write('empty', '')))).toEqual({ items: [] })
    expect(await outcomeOf(lines(write('empty.gz', gzipSync(''))))).toEqual({ items: [] })
  })

  test('of a file URL are those of the file', async () => {
    expect(await outcomeOf(lines(pathToFileURL(plain)))).toEqual(await outcomeOf(lines(plain)))
  })

  test('of several files come in the order that they are given in', async () => {
    expect(await outcomeOf(lines([gzipped, pathToFileURL(plain), gzipped]))).toEqual({
      items: ['four', 'five', 'one', 'two', 'three', 'four', 'five'],
    })
  })

  test('of a file do not run on into the next one, and each file may begin with a mark', async () => {
    write('mark1', '\uFEFFone')
    write('mark2', '\uFEFFtwo')
    expect(await outcomeOf(lines(at('mark?')))).toEqual({ items: ['one', 'two'] })
  })

  test('of no file are none', async () => {
    const none = lines([])
    expect(Symbol.asyncIterator in none).toBe(true)
    expect(await outcomeOf(none)).toEqual({ items: [] })
  })

  test('are read with the encoding that is asked for', async () => {
    const latin = write('latin1.txt', Buffer.from('für\n', 'latin1'))
    expect(await outcomeOf(lines(latin))).toEqual({ items: ['f\uFFFDr'] })
    expect(await outcomeOf(lines(latin, { encoding: 'latin1' }))).toEqual({ items: ['für'] })
  })

  test('are read anew in each iteration', async () => {
    const source = lines([plain, gzipped])
    const first = await outcomeOf(source)
    expect(first.items).toHaveLength(5)
    expect(await outcomeOf(source)).toEqual(first)
  })

  test('of two iterations at the same time do not mix', async () => {
    const source = lines(gzipped)
    const [a, b] = [source[Symbol.asyncIterator](), source[Symbol.asyncIterator]()]
    const order = [await a.next(), await b.next(), await b.next(), await a.next()]
    expect(order.map(({ value }) => value)).toEqual(['four', 'four', 'five', 'five'])
    await Promise.all([a.return?.(), b.return?.()])
  })
})

describe('a file that is read into the same memory again and again', () => {
  test('gives every line whole, compressed in many members and not', async () => {
    const text = numberedLines(200_000)
    const members = inPieces(Buffer.from(text), 3001).map((piece) => gzipSync(piece, { level: 0 }))
    const parts = [write('large', text), write('large.gz', Buffer.concat(members))]
    for (const path of parts) {
      const read = await pipe(lines(path, { keepNewline: true }), toArray())
      expect(read.join('') === text).toBe(true)
    }
  })
})

test('a small file takes no memory for a large one', async () => {
  const small = Array.from({ length: 20 }, (_, index) => write(`small-${index}`, 'one\n'))
  const asked = vi.spyOn(Buffer, 'allocUnsafeSlow')
  try {
    expect((await pipe(lines(small), toArray())).length).toBe(small.length)
    const sizes = asked.mock.calls.map(([size]) => size)
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(small.length * 64 * 1024)
  } finally {
    asked.mockRestore()
  }
})

describe('the format of a file', () => {
  test('may be told, where it cannot be recognised', async () => {
    const brotli = write('a.br', brotliCompressSync('one\ntwo\n'))
    expect(await outcomeOf(lines(brotli, { format: 'brotli' }))).toEqual({ items: ['one', 'two'] })
    const checkpoint = { file: brotli, offset: 4, line: 2 }
    expect(await outcomeOf(lines(brotli, { format: 'brotli', checkpoint }))).toEqual({
      items: ['two'],
    })
    const kept = lines(gzipped, { format: 'none', encoding: 'latin1' })
    expect((await outcomeOf(kept)).items[0]?.startsWith('\u001F\u008B')).toBe(true)
  })

  test('may be followed by something else, if that is allowed', async () => {
    const followed = write('allowed.gz', Buffer.concat([gzipSync('one\n'), Buffer.from('x')]))
    const input = lines([followed, plain], { onTrailingData: 'ignore' })
    expect(await outcomeOf(input)).toEqual({ items: ['one', 'one', 'two', 'three'] })
  })
})

describe('the lines of a glob', () => {
  test('are those of its files, sorted by name', async () => {
    mkdirSync(at('logs'))
    write('logs/b.log', 'b\n')
    write('logs/a.log.gz', gzipSync('a\n'))
    mkdirSync(at('logs/c.log'))
    expect(await outcomeOf(lines(at('logs/*.log*')))).toEqual({ items: ['a', 'b'] })
  })

  test.each(['x[1].log', 'what?.log', '{a,b}.log', '*'])(
    'are those of the file %s if there is one of that name',
    async (name) => {
      mkdirSync(at('literal'), { recursive: true })
      write('literal/x1.log', 'matched\n')
      write(`literal/${name}`, 'named\n')
      expect(await outcomeOf(lines(at(`literal/${name}`)))).toEqual({ items: ['named'] })
    },
  )

  test('come in the order that is asked for, without what is to be left out', async () => {
    mkdirSync(at('rotated'))
    for (const name of ['app.log', 'app.log.1', 'app.log.10', 'app.log.2', 'b.log']) {
      write(`rotated/${name}`, `${name}\n`)
    }
    const pattern = at('rotated/*')
    const inTime = lines(pattern, { order: 'rotation', ignore: at('rotated/b*'), position: true })
    const all = await pipe(inTime, toArray())
    expect(all.map(({ text }) => text)).toEqual(['app.log.10', 'app.log.2', 'app.log.1', 'app.log'])
    const rest = lines(pattern, { order: 'rotation', checkpoint: all[1]?.checkpoint })
    expect(await outcomeOf(rest)).toEqual({ items: ['app.log.1', 'app.log', 'b.log'] })
    const natural = lines(pattern, { order: 'natural', ignore: ['**/b*', '**/app.log'] })
    expect((await outcomeOf(natural)).items).toEqual(['app.log.1', 'app.log.2', 'app.log.10'])
  })

  test('that matches nothing but what is to be left out are an error', async () => {
    const nothing = lines(at('rotated/*'), { ignore: '**/rotated/*' })
    expect(await outcomeOf(nothing)).toMatchObject({ items: [], error: { code: 'ENOENT' } })
  })

  test('leave out no file that is named itself', async () => {
    expect((await outcomeOf(lines(plain, { ignore: '**/*' }))).items.length).toBe(3)
  })

  test('that matches nothing are an error that names it', async () => {
    const { items, error } = await outcomeOf(lines([plain, at('*.zip')]))
    expect(items).toEqual(['one', 'two', 'three'])
    expect(error).toMatchObject({ code: 'ENOENT', path: at('*.zip') })
    expect(String(error)).toContain(at('*.zip'))
  })
})

describe('the lines of a source', () => {
  const content = gzipSync('one\ntwo\n')

  test.each<[string, () => Source<Uint8Array>]>([
    ['an array of chunks', () => inPieces(content, 5)],
    [
      'an array of plain Uint8Arrays',
      () => inPieces(content, 5).map((each) => Uint8Array.from(each)),
    ],
    ['a Set', () => new Set(inPieces(content, 5))],
    ['an async generator', () => dripping(content, 5)],
    ['a Readable', () => Readable.from(inPieces(content, 5))],
    ['a Web stream', () => new Blob([content]).stream()],
  ])('that is %s are read', async (_, source) => {
    expect(await outcomeOf(lines(source()))).toEqual({ items: ['one', 'two'] })
  })

  test('are delivered before more of it is asked for, and it is closed when the loop is left', async () => {
    const pieces = inPieces(gzipSync(numberedLines(200_000)), 16 * 1024)
    let asked = 0
    let closed = 0
    const source = (async function* () {
      try {
        for (const piece of pieces) {
          asked++
          yield piece
        }
      } finally {
        closed++
      }
    })()
    for await (const line of lines(source)) {
      expect(line).toBe('0 GET /0 0')
      break
    }
    expect(closed).toBe(1)
    expect(pieces.length).toBeGreaterThan(50)
    expect(asked).toBeLessThan(10)
  })
})

describe('an error', () => {
  test('of a missing file comes after the lines before it', async () => {
    const { items, error } = await outcomeOf(lines([plain, at('nowhere'), gzipped]))
    expect(items).toEqual(['one', 'two', 'three'])
    expect(error).toMatchObject({ code: 'ENOENT', path: at('nowhere') })
  })

  test('of a folder names it', async () => {
    const { error } = await outcomeOf(lines(folder))
    expect(error).toMatchObject({ code: 'EISDIR', path: folder })
  })

  test('of a file that is cut off comes after its lines, also one without a line end', async () => {
    const whole = gzipSync('one\ntwo\nthree')
    const cutOff = write('cut.gz', whole.subarray(0, -4))
    const { items, error } = await outcomeOf(lines([cutOff, plain]))
    expect(items).toEqual(['one', 'two'])
    expect(error).toMatchObject({
      code: 'TRUNCATED_INPUT',
      input: cutOff,
      format: 'gzip',
      offset: whole.length - 4,
    })
  })

  test('of a file with something after its end comes after its lines', async () => {
    const member = gzipSync('one\n')
    const followed = write('followed.gz', Buffer.concat([member, Buffer.from('garbage')]))
    const { items, error } = await outcomeOf(lines([followed, plain]))
    expect(items).toEqual(['one'])
    expect(error).toMatchObject({ code: 'CORRUPT_INPUT', input: followed, offset: member.length })
  })

  test('of a line that is too long names the file, and counts from its beginning', async () => {
    const long = write('long.gz', gzipSync('one\ntoo long\n'))
    const { items, error } = await outcomeOf(lines([plain, long], { maxLineLength: 5 }))
    expect(items).toEqual(['one', 'two', 'three', 'one'])
    expect(error).toBeInstanceOf(LineTooLongError)
    expect(error).toMatchObject({ input: long, offset: 4, maxLineLength: 5 })
  })

  test('names a file by its URL if that is what was given', async () => {
    const url = pathToFileURL(write('cut2.gz', gzipSync('one').subarray(0, -4)))
    const { error } = await outcomeOf(lines(url))
    expect(error).toMatchObject({ input: url.href })
  })
})

describe('lines refuses', () => {
  test.each([
    [null, 'lines: input must be a path, several, or a source of chunks of bytes, got null'],
    [undefined, 'got undefined'],
    [7, 'got 7'],
    [{}, 'got {}'],
    [Buffer.from('one'), 'lines: input must be a path'],
    ['', "lines: path must be a non-empty string or a file: URL, got ''"],
    [['a', 7], 'lines: path must be a non-empty string or a file: URL, got 7'],
    [new URL('http://example.org'), 'lines: path must be'],
  ])('the input %j at the call', (input, message) => {
    const call = (): unknown => lines(input as string)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })

  test.each([
    [null, 'lines: options must be an object, got null'],
    [{ signal: 1 }, 'lines: signal must be an AbortSignal, got 1'],
    [{ maxLineLength: '1' }, 'lines: maxLineLength must be a whole number'],
    [{ format: 7 }, "lines: format must be one of 'auto', 'gzip'"],
    [{ onTrailingData: 1 }, 'lines: onTrailingData must be one of'],
    [{ position: 1 }, 'lines: position must be a boolean, got 1'],
    [{ checkpoint: 7 }, 'lines: checkpoint must be that of a line, got 7'],
    [{ checkpoint: { offset: 1, line: 1 } }, 'lines: checkpoint must name a file'],
    [{ checkpoint: { file: 'a', line: 1 } }, 'lines: checkpoint.offset must be a whole number'],
    [{ encoding: false }, "lines: encoding must be one of 'utf8', 'latin1', got false"],
  ])('the options %j at the call', (options, message) => {
    const call = (): unknown => lines(plain, options as unknown as LinesOptions)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(message)
  })
})
