/** A function that finds what a JSON Pointer (RFC 6901) names; `undefined` for one that is none. */
export function byPointer(pointer: string): ((value: unknown) => unknown) | undefined {
  if (pointer !== '' && !/^\/(?:[^~]|~[01])*$/.test(pointer)) return undefined
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return (value) =>
    keys.reduce<unknown>(
      (found, key) =>
        typeof found === 'object' && found !== null && Object.hasOwn(found, key)
          ? (found as Record<string, unknown>)[key]
          : undefined,
      value,
    )
}
