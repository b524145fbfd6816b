import { isAbsolute, posix } from 'node:path'

/**
 * A pattern as it is looked for from the base, a folder further out. tinyglobby's `**` matches nothing that is not
 * in the folder it looks from: of `/var/log/*.log` an ignored `**\/old*` would leave out nothing, and `../**` would
 * find nothing in that folder itself.
 * @param folder what the pattern is relative to, unless it is absolute: from the base, or absolute if that is the
 *   root of the file system. It is a pattern, with its own signs escaped
 * @param isIgnored whether it says what is left out: `**` at its beginning means anywhere then
 */
export function fromBase(pattern: string, folder: string, isIgnored: boolean): string {
  if (isNegated(pattern)) return `!${fromBase(pattern.slice(1), folder, true)}`
  if (isAbsolute(pattern) || (isIgnored && pattern.startsWith('**'))) return pattern
  return posix.join(folder, pattern)
}

/** How many folders further out a pattern begins: `2` for `../../*.log`. */
export function stepsOut(pattern: string): number {
  if (isNegated(pattern)) return 0
  const parts = posix.normalize(pattern).split('/')
  const inside = parts.findIndex((part) => part !== '..')
  return inside === -1 ? parts.length : inside
}

function isNegated(pattern: string): boolean {
  return pattern.startsWith('!') && !pattern.startsWith('!(')
}
