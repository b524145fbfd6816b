/** Character codes, for the comparisons on the hot path. */
const TAB = 0x09
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
export const SPACE = 0x20
export const QUOTE = 0x22
export const DASH = 0x2d
export const ZERO = 0x30
const NINE = 0x39
export const OPENING_BRACKET = 0x5b
export const BACKSLASH = 0x5c
export const CLOSING_BRACKET = 0x5d
export const OPENING_BRACE = 0x7b

/** Whether a field may end in front of this character. A line that came with CRLF has its CR. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === CARRIAGE_RETURN || code === TAB || code === NEWLINE
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}
