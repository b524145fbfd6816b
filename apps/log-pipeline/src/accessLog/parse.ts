import { OPENING_BRACE } from './characters.ts'
import type { AccessLogEntry } from './entry.ts'
import { parseJsonLine } from './jsonLine.ts'
import { opensRequest, parsePlainLine } from './plainLine.ts'
import { unwrappings } from './wrappedLine.ts'

/**
 * Parses one line of an Apache or nginx access log: common or combined, with or without a virtual
 * host in front and fields of your own behind, or JSON. Gives `undefined` when the line is
 * malformed, and never throws.
 *
 * The line is checked to its end, so one that was cut off inside its user agent is malformed. What
 * the server wrote about a broken request (`""`, TLS bytes, `GET /x` without a protocol) is a
 * well-formed line about a broken request. The fields are cut out when they are read; the time that
 * takes, and the time that parsing takes, grows with the length of the line and no faster.
 *
 * @example
 * const entry = parseAccessLogLine(
 *   '203.0.113.7 - - [22/Nov/2026:13:57:21 +0000] "GET /cart?id=7 HTTP/1.1" 503 339 "-" "curl/8.5.0"',
 * )
 * entry?.status // 503
 * entry?.path // '/cart'
 * entry?.query // 'id=7'
 */
export function parseAccessLogLine(line: string): AccessLogEntry | undefined {
  // In nearly every line the first quote opens the request, so one native search finds it.
  const quote = line.indexOf('"')
  return opensRequest(line, quote) ? parsePlainLine(line, quote) : parseUnusualLine(line)
}

function parseUnusualLine(line: string): AccessLogEntry | undefined {
  const entry = parseBareLine(line)
  if (entry !== undefined) return entry
  for (const inside of unwrappings(line)) {
    const wrapped = parseBareLine(inside)
    if (wrapped !== undefined) return wrapped
  }
  return undefined
}

/** Apache writes an empty user as `""`, so the request has to be searched for behind the time. */
function parseBareLine(line: string): AccessLogEntry | undefined {
  if (line.charCodeAt(0) === OPENING_BRACE) return parseJsonLine(line)
  const bracket = line.indexOf('] "')
  return bracket < 0 ? undefined : parsePlainLine(line, bracket + 2)
}
