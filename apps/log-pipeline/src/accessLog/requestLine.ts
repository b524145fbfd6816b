import { DASH, isDigit, SPACE } from './characters.ts'
import { ABSENT } from './entry.ts'

/**
 * The parts of a request such as `GET /a b?c=d HTTP/1.1`, which is the text between `start` and
 * `end`. The method is the first word, the protocol is the last one if it looks like a protocol,
 * and the target is everything between, since clients do send spaces.
 *
 * What has neither a protocol nor a first word that could be a method is not HTTP (a TLS or RDP
 * handshake on the wrong port) and has no parts.
 */
export function requestMethod(text: string, start: number, end: number): string {
  const protocol = protocolStart(text, start, end)
  if (protocol === start || (protocol < 0 && !beginsWithMethod(text, start, end))) return ABSENT
  const space = text.indexOf(' ', start)
  return text.slice(start, space < 0 || space > end ? end : space) || ABSENT
}

/**
 * The target up to its query; see {@link requestMethod}. A table of failures per path is what paths
 * are for, and there `/search?q=1` and `/search?q=2` are one row.
 */
export function requestPath(text: string, start: number, end: number): string {
  const target = requestTarget(text, start, end)
  const mark = target.indexOf('?')
  return (mark < 0 ? target : target.slice(0, mark)) || ABSENT
}

/** What follows the target's first `?`; see {@link requestMethod}. */
export function requestQuery(text: string, start: number, end: number): string | undefined {
  const target = requestTarget(text, start, end)
  const mark = target.indexOf('?')
  return mark < 0 ? undefined : target.slice(mark + 1)
}

/** `HTTP/1.1` and the like; see {@link requestMethod}. */
export function requestProtocol(text: string, start: number, end: number): string {
  const protocol = protocolStart(text, start, end)
  return protocol < 0 ? ABSENT : text.slice(protocol, end).trimEnd()
}

function requestTarget(text: string, start: number, end: number): string {
  const protocol = protocolStart(text, start, end)
  if (protocol < 0 && !beginsWithMethod(text, start, end)) return ''
  const space = text.indexOf(' ', start)
  let to = protocol < 0 ? end : protocol
  if (space < 0) return ''
  let from = space + 1
  while (from < to && text.charCodeAt(from) === SPACE) from += 1
  while (to > from && text.charCodeAt(to - 1) === SPACE) to -= 1
  return text.slice(from, to)
}

/** Where the protocol begins, or -1. Nearly all are as long as `HTTP/1.1`: those need no search. */
function protocolStart(text: string, start: number, end: number): number {
  const usual = end - 'HTTP/1.1'.length
  const isUsual =
    usual > start && text.charCodeAt(usual - 1) === SPACE && text.startsWith('HTTP/', usual)
  return isUsual ? usual : searchProtocol(text, start, end)
}

function searchProtocol(text: string, start: number, end: number): number {
  const request = text.slice(start, end).trimEnd()
  const lastWord = request.lastIndexOf(' ') + 1
  return /^HTTP\/\d/i.test(request.slice(lastWord, lastWord + 6)) ? start + lastWord : -1
}

/**
 * Whether the first word could be a method: letters, digits, `-` and `_`. The first word of a
 * handshake has an escape or a raw byte in it.
 */
function beginsWithMethod(text: string, start: number, end: number): boolean {
  let position = start
  while (position < end && isMethodCharacter(text.charCodeAt(position))) position += 1
  return position === end || text.charCodeAt(position) === SPACE
}

function isMethodCharacter(code: number): boolean {
  const upperCase = code & ~0x20
  return (upperCase >= 0x41 && upperCase <= 0x5a) || isDigit(code) || code === DASH || code === 0x5f
}
