import { map, pipe, type Flow } from '@rivulet/core'
import { decompress, lines, splitLines } from '@rivulet/files'
import { bytes, jsonArray, paginate } from '@rivulet/http'
import { fromReadable } from '@rivulet/streams'
import type { Readable } from 'node:stream'
import { isUrl, STANDARD_INPUT } from './inputs.ts'
import type { WebOptions } from './webOptions.ts'

/** A longer line is no line of a log, and ends the input that it is in. Shorter ones are counted as malformed. */
const LONGEST_LINE = 128 * 1024 * 1024

/** The lines of one input: standard input, a file, or what a URL answers with. */
export function inputLines(input: string, standardInput: Readable, web: WebOptions): Flow<string> {
  if (isUrl(input)) return webLines(new URL(input), web)
  return lines(input === STANDARD_INPUT ? fromReadable(standardInput) : input, {
    maxLineLength: LONGEST_LINE,
  })
}

/** The pages of an API, the elements of a JSON body, or the lines of a log. */
function webLines(url: URL, web: WebOptions): Flow<string> {
  const { headers, strategy, items, maxPages } = web
  const toLine = map((item: unknown) => asLine(web.lineOf(item)))
  if (strategy !== undefined) {
    const entries = items && ((body: unknown) => items.find(body) as readonly unknown[])
    const options = { strategy, headers, items: entries, maxPages, prefetch: 1 } as const
    return pipe(paginate(url, options), toLine)
  }
  if (items !== undefined) return pipe(jsonArray(url, items.pointer, { headers }), toLine)
  const name = `${url.origin}${url.pathname}`
  return pipe(
    bytes(url, { headers }),
    decompress({ name }),
    splitLines({ name, maxLineLength: LONGEST_LINE }),
  )
}

/** An entry that is an object is a line of a JSON log. What is missing is an empty line, which is malformed. */
function asLine(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\r?\n$/, '')
  return JSON.stringify(value) ?? ''
}
