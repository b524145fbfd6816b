/** Hides more than it has to: a cursor called `page_token` is no secret, but its name does not say so. */
const SECRET_NAME = /token|secret|key|passw|pwd|auth|sig|cred|sess|jwt|^code$/i

/**
 * A URL as it may stand in an error, which ends up in logs: without user name and password, without
 * fragment, and without the values of query parameters whose names speak of a secret.
 */
export function redactUrl(url: string | URL): string {
  const [rest, query] = splitAt(
    String(url)
      .replace(/#.*$/s, '')
      .replace(/\/\/[^/?]*@/, '//***@'),
    '?',
  )
  return query === undefined ? rest : `${rest}?${query.split('&').map(redactParameter).join('&')}`
}

function redactParameter(parameter: string): string {
  const [name, value] = splitAt(parameter, '=')
  return value !== undefined && SECRET_NAME.test(name) ? `${name}=***` : parameter
}

function splitAt(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
