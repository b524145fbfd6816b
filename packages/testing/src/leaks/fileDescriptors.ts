import { readdirSync, readlinkSync } from 'node:fs'

const FOLDER = ['/proc/self/fd', '/dev/fd'].find((folder) => {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
})

/**
 * What every open file descriptor leads to, in alphabetical order, or `undefined` where the system
 * does not tell. `/dev/fd` has no links; there the numbers themselves are given.
 */
export function openFileDescriptors(): string[] | undefined {
  if (FOLDER === undefined) return undefined
  return (
    readdirSync(FOLDER)
      .map((descriptor) => {
        try {
          return readlinkSync(`${FOLDER}/${descriptor}`)
        } catch (error) {
          // ENOENT: the descriptor was the one that listed the folder.
          return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : descriptor
        }
      })
      // From the first watcher of files on, libuv keeps one inotify descriptor for all of them.
      .filter((target) => target !== '' && !/^anon_inode:\[?inotify/u.test(target))
      .toSorted((left, right) => left.localeCompare(right))
  )
}
