import { pipe, toArray, type Source } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { InvalidJsonError } from './invalidJsonError.ts'
import { ndjson, type NdjsonOptions } from './ndjson.ts'
import { splitLines } from './splitLines.ts'
import { outcomeOf } from './testSupport.ts'
import { toNdjson } from './toNdjson.ts'

function parsed(lines: Source<string>, options?: NdjsonOptions) {
  return outcomeOf(pipe(lines, ndjson(options)))
}

describe('ndjson', () => {
  test('parses every line, whatever value it holds', async () => {
    const lines = ['{"a":[1]}', 'null', '0', '""', 'false', ' "x" ']
    expect(await parsed(lines)).toEqual({ items: [{ a: [1] }, null, 0, '', false, 'x'] })
  })

  test('passes over blank lines, and counts them', async () => {
    const { items, error } = await parsed(['1', '', ' \t', '\r', '2', 'x'])
    expect(items).toEqual([1, 2])
    expect(error).toMatchObject({ line: 6 })
  })

  test('takes what looks blank but is none for an error', async () => {
    expect(await parsed(['\u00A0'])).toMatchObject({ error: { code: 'INVALID_JSON', line: 1 } })
    expect(await parsed(['\uFEFF1'])).toMatchObject({ error: { code: 'INVALID_JSON', line: 1 } })
  })

  test('delivers what precedes a bad line, then an error that tells the line', async () => {
    const { items, error } = await parsed(['1', '{"a":', '3'])
    expect(items).toEqual([1])
    expect(error).toBeInstanceOf(InvalidJsonError)
    const { cause, message } = error as InvalidJsonError
    expect(cause).toBeInstanceOf(SyntaxError)
    expect(message).toBe(`The input, line 2 is not JSON: ${(cause as Error).message}`)
    expect(error).toMatchObject({ input: undefined, line: 2, offset: undefined, text: '{"a":' })
  })

  test('tells the file and the offset too, of lines that know them', async () => {
    const chunks = [Buffer.from('"\u00FC"\n\nx\n')]
    const lines = pipe(chunks, splitLines({ position: true, name: 'a.ndjson' }))
    const { items, error } = await outcomeOf(pipe(lines, ndjson()))
    expect(items).toEqual(['\u00FC'])
    expect(error).toMatchObject({ input: 'a.ndjson', line: 3, offset: 6, text: 'x' })
    expect((error as Error).message).toMatch(/^a\.ndjson, line 3 \(byte 6\) is not JSON: /)
  })

  test('leaves out a bad line that a callback was given', async () => {
    const bad: string[] = []
    const onInvalid = ({ line, text }: InvalidJsonError): void => void bad.push(`${line}: ${text}`)
    expect(await parsed(['1', '{', '2', ']'], { onInvalid })).toEqual({ items: [1, 2] })
    expect(bad).toEqual(['2: {', '4: ]'])
  })

  test('ends with what that callback throws', async () => {
    const onInvalid = (): never => {
      throw 'enough' as unknown as Error
    }
    expect(await parsed(['1', '{'], { onInvalid })).toEqual({ items: [1], error: 'enough' })
  })

  test('counts anew in each iteration', async () => {
    const values = pipe(['1', 'x'], ndjson())
    for (const _ of [1, 2]) expect(await outcomeOf(values)).toMatchObject({ error: { line: 2 } })
  })

  test.each([[1], [null], [undefined], [{}], [Buffer.from('1')]])(
    'refuses the item %j, which is no line',
    async (item) => {
      const { error } = await parsed(['1', item] as string[])
      expect(error).toBeInstanceOf(TypeError)
      expect((error as Error).message).toContain('ndjson: line 2 must be a string or a Line, got ')
    },
  )

  test.each([
    [null, TypeError, 'ndjson: options must be an object, got null'],
    [{ onInvalid: 1 }, TypeError, "ndjson: onInvalid must be 'throw' or a function, got 1"],
    [{ onInvalid: 'skip' }, RangeError, "got 'skip'"],
  ])('refuses %j at the call', (options, type, message) => {
    const call = (): unknown => ndjson(options as NdjsonOptions)
    expect(call).toThrow(type)
    expect(call).toThrow(message)
  })
})

describe('toNdjson', () => {
  test('writes every value as a line', () => {
    const values = [{ a: [1] }, null, 0, '', 'a\nb', new Date(0)]
    expect(pipe(values, toNdjson(), toArray()).join('')).toBe(
      '{"a":[1]}\nnull\n0\n""\n"a\\nb"\n"1970-01-01T00:00:00.000Z"\n',
    )
  })

  test.each([[undefined], [() => 1], [Symbol('a')]])('refuses %s and tells which', (value) => {
    const call = (): unknown => pipe([1, value], toNdjson(), toArray())
    expect(call).toThrow(TypeError)
    expect(call).toThrow('toNdjson: item 1 cannot be written as JSON, got ')
  })

  test('lets errors of JSON.stringify through', () => {
    const circular: unknown[] = []
    circular.push(circular)
    expect(() => pipe([1n], toNdjson(), toArray())).toThrow(/BigInt/)
    expect(() => pipe([circular], toNdjson(), toArray())).toThrow(/circular/)
  })
})
