import { BACKSLASH } from './characters.ts'

/**
 * The index of the quote that closes the field whose text begins at `from`, or -1. Apache writes a
 * quote inside a field as `\"` and a backslash as `\\`; nginx writes `\x22` and `\x5C`, so the same
 * rule reads both.
 *
 * Linear on any text: a run of backslashes is walked once, for the quote that follows it.
 */
export function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from)
  while (quote >= 0 && isEscaped(text, from, quote)) quote = text.indexOf('"', quote + 1)
  return quote
}

/** Whether every field that is opened from `from` on is closed as well. */
export function everyQuoteCloses(text: string, from: number): boolean {
  let opening = text.indexOf('"', from)
  while (opening >= 0) {
    const closing = closingQuote(text, opening + 1)
    if (closing < 0) return false
    opening = text.indexOf('"', closing + 1)
  }
  return true
}

function isEscaped(text: string, from: number, quote: number): boolean {
  let before = quote - 1
  while (before >= from && text.charCodeAt(before) === BACKSLASH) before -= 1
  return (quote - before) % 2 === 0
}
