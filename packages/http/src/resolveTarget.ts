import { PageError, type PagePlace } from './pageError.ts'
import { redactUrl } from './redactUrl.ts'

/**
 * Where a link or a redirect leads, if the run may go there: it never leaves the origin that it
 * started at, because the caller's headers (`X-Api-Key` as much as `Authorization`) would go along, and
 * an address inside the caller's network could be asked in the caller's name. Scheme and port are part
 * of an origin, so https never becomes http.
 * @param what the kind of step, for the error message
 * @throws PageError
 */
export function resolveTarget(
  target: string | URL,
  base: string,
  home: URL,
  place: PagePlace,
  what: 'first page' | 'next page' | 'redirect',
): URL {
  if (!URL.canParse(String(target), base)) {
    throw new PageError(
      'BAD_NEXT',
      place,
      `the ${what} is no URL: ${JSON.stringify(redactUrl(target))}`,
    )
  }
  const url = new URL(target, base)
  // Not the `origin` of the URLs alone: that of a blob: URL is the one inside it.
  if (url.protocol !== home.protocol || url.host !== home.host) {
    throw new PageError(
      'CROSS_ORIGIN',
      place,
      `the ${what} leads to another origin, ${url.protocol}//${url.host}, and the run stays on ` +
        `${home.origin}: the headers given to paginate would go along`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw new PageError(
      'BAD_NEXT',
      place,
      `the ${what} holds a user name or password, which fetch refuses: ${redactUrl(url)}`,
    )
  }
  url.hash = ''
  return url
}
