/** Hides more than it has to: a cursor called `page_token` is no secret, but its name does not say so. */
const SECRET_NAME =
  /token|secret|key|pass|pwd|auth|sig|cred|sess|jwt|bearer|assertion|ticket|hmac|^(?:code|otp|pin)$/i

/** What stands before the host, also where the slashes are as wrong as a URL may have them. */
const USER = /^([a-z][a-z\d+.-]*:[/\\]*|[/\\]{2})[^/\\?]*@/i

/**
 * A URL as it may stand in an error, which ends up in logs: without user name and password, without
 * fragment, and without the values of query parameters whose names speak of a secret.
 */
export function redactUrl(url: string | URL): string {
  // As the URL parser does it first.
  const text = String(url)
    .trim()
    .replaceAll(/[\t\n\r]/g, '')
  const [rest, query] = splitAt(text.replace(/#.*$/, '').replace(USER, '$1***@'), '?')
  return query === undefined ? rest : `${rest}?${query.split('&').map(redactParameter).join('&')}`
}

/**
 * Some servers take a semicolon for an ampersand; to others it is a part of the value. So what follows a secret is
 * hidden with it.
 */
function redactParameter(parameter: string): string {
  const parts = parameter.split(';')
  const secret = parts.findIndex((part) => {
    const [name, value] = splitAt(part, '=')
    return value !== undefined && SECRET_NAME.test(decoded(name))
  })
  if (secret === -1) return parameter
  const [name] = splitAt(parts[secret] ?? '', '=')
  return [...parts.slice(0, secret), `${name}=***`].join(';')
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function splitAt(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
