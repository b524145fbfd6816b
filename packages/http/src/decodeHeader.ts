const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Nearly every header. */
const ASCII = /^[\t\u0020-\u007E]*$/

/**
 * The value of a header that holds a URL. `Headers` gives each byte as one character; a server that
 * writes `é` unescaped sends it as UTF-8, and taken byte by byte it would be another URL that may well
 * answer. What is no UTF-8 stays as it is.
 */
export function decodeHeader(value: string): string {
  if (ASCII.test(value)) return value
  try {
    return utf8.decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
  } catch {
    return value
  }
}
