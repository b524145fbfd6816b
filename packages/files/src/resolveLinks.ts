import { readlink, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { unlessMissing } from './unlessMissing.ts'

/** The file that a path leads to through links, also where that is not there yet. */
export async function resolveLinks(path: string): Promise<string> {
  const real = await unlessMissing(realpath(path))
  if (real !== undefined) return real
  // It may be there and have no path: of a pipe at `/dev/stdout`, the system says that it is at `pipe:[123]`. A
  // file is one that has come just now.
  const status = await unlessMissing(stat(path))
  if (status !== undefined && !status.isFile()) return resolve(path)
  const folder = await unlessMissing(realpath(dirname(path)))
  if (folder === undefined) return resolve(path)
  const here = join(folder, basename(path))
  const link = await unlessMissing(readlink(here))
  return link === undefined ? here : resolveLinks(resolve(folder, link))
}
