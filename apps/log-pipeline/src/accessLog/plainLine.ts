import {
  CLOSING_BRACKET,
  DASH,
  isBlank,
  isDigit,
  OPENING_BRACKET,
  QUOTE,
  SPACE,
  ZERO,
} from './characters.ts'
import { clientOf, type Client } from './client.ts'
import type { AccessLogEntry } from './entry.ts'
import { closingQuote, everyQuoteCloses } from './quoted.ts'
import { requestMethod, requestPath, requestProtocol, requestQuery } from './requestLine.ts'
import { parseTime } from './time.ts'

/** From the bracket in front of `22/Nov/2026:13:57:21 +0000` to the quote of the request. */
const USUAL_TIME_LENGTH = '[22/Nov/2026:13:57:21 +0000] '.length
/** From the quote behind the request to the byte count. */
const STATUS_LENGTH = '" 200 '.length

/** Whether the quote at this index opens the request, which is the one behind the time. */
export function opensRequest(line: string, quote: number): boolean {
  return line.charCodeAt(quote - 1) === SPACE && line.charCodeAt(quote - 2) === CLOSING_BRACKET
}

/**
 * Parses `host … [time] "request" status bytes`, whatever follows, when `quote` is where the
 * request opens.
 *
 * The whole line is checked here and nothing is cut out of it. The status is found from the quote
 * that closes the request and never by counting words. Behind the byte count every quote has to
 * close: the first two quoted fields there are the referer and the user agent, and what comes after
 * them (request times, `"-"`) may look as it likes.
 */
export function parsePlainLine(line: string, quote: number): AccessLogEntry | undefined {
  if (!hasTime(line, quote)) return undefined
  const closing = closingQuote(line, quote + 1)
  const status = statusAfter(line, closing)
  if (status < 0) return undefined
  const end = bytesEnd(line, closing + STATUS_LENGTH)
  if (end < 0 || (end < line.length && !fieldsClose(line, end))) return undefined
  return new PlainEntry(line, status, quote + 1, closing)
}

function hasTime(line: string, quote: number): boolean {
  return (
    beginsTime(line, quote - USUAL_TIME_LENGTH) || beginsTime(line, line.lastIndexOf('[', quote))
  )
}

/** Whether this is the time's bracket. There has to be a client in front of it. */
function beginsTime(line: string, bracket: number): boolean {
  return (
    bracket > 1 &&
    line.charCodeAt(bracket) === OPENING_BRACKET &&
    line.charCodeAt(bracket - 1) === SPACE
  )
}

/** The three digits between two spaces behind the request, or -1. */
function statusAfter(line: string, closing: number): number {
  if (closing < 0) return -1
  const hundreds = line.charCodeAt(closing + 2)
  const tens = line.charCodeAt(closing + 3)
  const ones = line.charCodeAt(closing + 4)
  const isStatus =
    line.charCodeAt(closing + 1) === SPACE &&
    isDigit(hundreds) &&
    isDigit(tens) &&
    isDigit(ones) &&
    line.charCodeAt(closing + 5) === SPACE
  return isStatus ? (hundreds - ZERO) * 100 + (tens - ZERO) * 10 + (ones - ZERO) : -1
}

/** The end of the digits, or of the `-`, at `start`; -1 if a field does not end there. */
function bytesEnd(line: string, start: number): number {
  let end = start
  if (line.charCodeAt(start) === DASH) end += 1
  else while (isDigit(line.charCodeAt(end))) end += 1
  return end > start && (end === line.length || isBlank(line.charCodeAt(end))) ? end : -1
}

function fieldsClose(line: string, from: number): boolean {
  let end = from
  for (let field = 0; field < 2 && line.charCodeAt(end + 1) === QUOTE; field += 1) {
    const closing = closingQuote(line, end + 2)
    if (closing < 0) return false
    end = closing + 1
    if (end === line.length) return true
    // A quote in the middle of a word was not escaped: nobody knows where this field ends.
    if (!isBlank(line.charCodeAt(end))) return false
  }
  return everyQuoteCloses(line, end)
}

class PlainEntry implements AccessLogEntry {
  readonly status: number
  readonly #line: string
  readonly #requestStart: number
  readonly #requestEnd: number

  constructor(line: string, status: number, requestStart: number, requestEnd: number) {
    this.status = status
    this.#line = line
    this.#requestStart = requestStart
    this.#requestEnd = requestEnd
  }

  get request(): string {
    return this.#line.slice(this.#requestStart, this.#requestEnd)
  }

  get method(): string {
    return requestMethod(this.#line, this.#requestStart, this.#requestEnd)
  }

  get path(): string {
    return requestPath(this.#line, this.#requestStart, this.#requestEnd)
  }

  get query(): string | undefined {
    return requestQuery(this.#line, this.#requestStart, this.#requestEnd)
  }

  get protocol(): string {
    return requestProtocol(this.#line, this.#requestStart, this.#requestEnd)
  }

  get host(): string {
    return this.#client().host
  }

  get virtualHost(): string | undefined {
    return this.#client().virtualHost
  }

  get user(): string {
    return this.#client().user
  }

  get time(): string {
    return this.#line.slice(this.#timeStart() + 1, this.#requestStart - '] "'.length)
  }

  get date(): Date | undefined {
    return parseTime(this.time)
  }

  get bytes(): number | undefined {
    const start = this.#requestEnd + STATUS_LENGTH
    if (this.#line.charCodeAt(start) === DASH) return undefined
    return Number(this.#line.slice(start, bytesEnd(this.#line, start)))
  }

  get referer(): string | undefined {
    return this.#quotedField(0)
  }

  get userAgent(): string | undefined {
    return this.#quotedField(1)
  }

  #client(): Client {
    return clientOf(this.#line.slice(0, this.#timeStart() - 1))
  }

  #timeStart(): number {
    return this.#line.lastIndexOf('[', this.#requestStart - '] "'.length)
  }

  #quotedField(index: number): string | undefined {
    let end = bytesEnd(this.#line, this.#requestEnd + STATUS_LENGTH)
    for (let field = 0; this.#line.charCodeAt(end + 1) === QUOTE; field += 1) {
      const closing = closingQuote(this.#line, end + 2)
      if (field === index) return this.#line.slice(end + 2, closing)
      end = closing + 1
    }
    return undefined
  }
}
