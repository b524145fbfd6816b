import { ABSENT } from './entry.ts'

/** What stands in front of the time. */
export interface Client {
  readonly virtualHost: string | undefined
  readonly host: string
  readonly user: string
}

/**
 * Reads `host identity user` with an optional virtual host in front. The identity (RFC 1413) is `-`
 * wherever nobody runs identd, so the first lone `-` is the fixed point: the user, which may have
 * spaces, is behind it.
 *
 * @example
 * clientOf('example.org:443 203.0.113.7, 10.0.0.2 - jane doe')
 * // { virtualHost: 'example.org:443', host: '203.0.113.7, 10.0.0.2', user: 'jane doe' }
 */
export function clientOf(head: string): Client {
  const identity = head.indexOf(' - ')
  if (identity >= 0) {
    return { ...splitHost(head.slice(0, identity)), user: head.slice(identity + ' - '.length) }
  }
  const [host = ABSENT, , ...user] = head.split(' ')
  return { virtualHost: undefined, host, user: user.join(' ') || ABSENT }
}

/** The last word is the client, and so is every word in front of it that ends in a comma. */
function splitHost(text: string): Pick<Client, 'virtualHost' | 'host'> {
  let space = text.lastIndexOf(' ')
  while (space > 0 && text[space - 1] === ',') space = text.lastIndexOf(' ', space - 1)
  if (space <= 0) return { virtualHost: undefined, host: text }
  return { virtualHost: text.slice(0, space), host: text.slice(space + 1) }
}
