/**
 * The URL with a query parameter set. `URLSearchParams.set` would write the whole query anew (`%20`
 * as `+`, `?flag` as `?flag=`), and not every server reads both alike; here the rest stays as it was
 * given.
 */
export function setParameter(url: string, name: string, value: string): string {
  const result = new URL(url)
  const parameter = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  const parts = result.search.slice(1).split('&').filter(Boolean)
  const isOther = (part: string): boolean => !new URLSearchParams(part).has(name)
  const place = parts.findIndex((part) => !isOther(part))
  const before = place === -1 ? parts : parts.slice(0, place)
  const after = place === -1 ? [] : parts.slice(place + 1).filter(isOther)
  result.search = [...before, parameter, ...after].join('&')
  return result.href
}

/** The URL with several query parameters set. */
export function setParameters(
  url: string,
  parameters: readonly (readonly [name: string, value: string])[],
): string {
  return parameters.reduce((result, [name, value]) => setParameter(result, name, value), url)
}
