import { isAbsolute, posix } from 'node:path'

/**
 * A pattern as it is looked for from the root of the file system. tinyglobby's `**` matches nothing that is not
 * in the folder it looks from: of `/var/log/*.log` an ignored `**\/old*` would leave out nothing.
 * @param folder what the pattern is relative to, unless it is absolute: as a pattern, with its own signs escaped
 * @param isIgnored whether it says what is left out: `**` at its beginning means anywhere then
 */
export function fromRoot(pattern: string, folder: string, isIgnored: boolean): string {
  const isNegated = pattern.startsWith('!') && !pattern.startsWith('!(')
  if (isNegated) return `!${fromRoot(pattern.slice(1), folder, true)}`
  if (isAbsolute(pattern) || (isIgnored && pattern.startsWith('**'))) return pattern
  return posix.join(folder, pattern)
}
