import { PageError, type PagePlace } from './pageError.ts'
import { redactUrl } from './redactUrl.ts'
import type { RequestPlan } from './requestPlan.ts'

/** Scheme, host and port. Not the `origin` of the URLs: that of a blob: URL is the one inside it. */
export function isSameOrigin(one: URL, other: URL): boolean {
  return one.protocol === other.protocol && one.host === other.host
}

/**
 * Where a link or a redirect leads, if the run may go there. By default it never leaves the origin that it
 * started at, because the caller's headers (`X-Api-Key` as much as `Authorization`) would go along, and
 * an address inside the caller's network could be asked in the caller's name. Scheme and port are part
 * of an origin. Where other origins are allowed, https still never becomes http.
 * @param what the kind of step, for the error message
 * @throws PageError
 */
export function resolveTarget(
  target: string | URL,
  base: string,
  { home, crossOrigin }: Pick<RequestPlan, 'home' | 'crossOrigin'>,
  place: PagePlace,
  what: 'first page' | 'next page' | 'redirect' | 'resumed page',
): URL {
  if (!URL.canParse(String(target), base)) {
    throw new PageError(
      'BAD_NEXT',
      place,
      `the ${what} is no URL: ${JSON.stringify(redactUrl(target))}`,
    )
  }
  const url = new URL(target, base)
  const mayLeave = crossOrigin === 'without-headers' && /^https?:$/.test(url.protocol)
  if (!isSameOrigin(url, home) && !mayLeave) {
    throw new PageError(
      'CROSS_ORIGIN',
      place,
      `the ${what} leads to another origin, ${url.protocol}//${url.host}, and the run stays on ` +
        `${home.origin}: the headers that were given would go along`,
    )
  }
  if (url.protocol === 'http:' && new URL(base).protocol === 'https:') {
    throw new PageError(
      'INSECURE',
      place,
      `the ${what} leads from https to http, at ${url.host}, where everybody could read along`,
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
