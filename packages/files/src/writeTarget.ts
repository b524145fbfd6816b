import type { Stats } from 'node:fs'
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { fileError } from './fileError.ts'
import { resolveLinks } from './resolveLinks.ts'
import { unlessMissing } from './unlessMissing.ts'

/** Where the content of a file goes until it is complete. */
export interface WriteTarget {
  /** The file, with its links resolved. */
  readonly path: string
  write(chunk: Buffer): Promise<void>
  /** The content is complete. */
  commit(): Promise<void>
  /** It will not be. After `commit` it does nothing. */
  discard(): Promise<void>
}

export interface TargetOptions {
  readonly append: boolean
  readonly atomic: boolean
  readonly mkdir: boolean
  /** Whether what was appended is of no use unless it is complete. */
  readonly isWhole: boolean
  /** Is called if what follows may take as long as another program wants. */
  onPipe(): void
}

export async function openTarget(path: string, options: TargetOptions): Promise<WriteTarget> {
  const target = await resolveLinks(path)
  const old = await unlessMissing(stat(target))
  if (old === undefined && (path.endsWith('/') || path.endsWith(sep))) throw folderError(path)
  if (options.mkdir) await mkdir(dirname(target), { recursive: true })
  if (old?.isFIFO()) options.onPipe()
  // A device or a pipe is written to: to put a file in its place would be a nasty surprise.
  const isReplaceable = old === undefined || old.isFile() || old.isDirectory()
  return options.atomic && isReplaceable ? openAside(target, old) : openInPlace(target, options)
}

async function openInPlace(path: string, { append, isWhole }: TargetOptions): Promise<WriteTarget> {
  const handle = await open(path, append ? 'a' : 'w')
  let size = append && isWhole ? (await handle.stat()).size : 0
  const begin = size
  let isOpen = true
  const close = async (): Promise<void> => {
    isOpen = false
    await handle.close()
  }
  return {
    path,
    async write(chunk) {
      await writeAll(handle, chunk, path, (count) => {
        size += count
      })
    },
    commit: close,
    async discard() {
      if (!isOpen) return
      try {
        const status = await handle.stat()
        // Unless somebody else has appended too: that is not ours to cut off. Nothing can be cut off a device.
        const isOurs = append && isWhole && status.isFile() && status.size === size
        if (isOurs) await handle.truncate(begin)
      } finally {
        await close()
      }
    },
  }
}

/** Writes a file of its own beside the old one, which takes its place when it is complete and on the disk. */
async function openAside(path: string, old: Stats | undefined): Promise<WriteTarget> {
  if (old?.isDirectory()) throw folderError(path)
  const folder = dirname(path)
  // In the same folder, as a file cannot be renamed into another file system. The name is not to be too long,
  // and its dot keeps it from what looks for `*.log`.
  const temporary = join(folder, `.${basename(path).slice(0, 40)}.${crypto.randomUUID()}.tmp`)
  // Errors name the file that is meant, and not only the temporary one.
  const named = (error: unknown): never => {
    throw fileError(error, path)
  }
  const mode = old === undefined ? 0o666 : old.mode & 0o777
  const handle = await open(temporary, 'wx', mode).catch(named)
  let state: 'open' | 'closed' | 'over' = 'open'
  const close = async (): Promise<void> => {
    if (state === 'open') await handle.close()
    state = 'closed'
  }
  const target: WriteTarget = {
    path,
    write: async (chunk) => writeAll(handle, chunk, path),
    async commit() {
      await handle.sync().catch(named)
      await close()
      await rename(temporary, path).catch(named)
      state = 'over'
      await syncFolder(folder)
    },
    async discard() {
      if (state === 'over') return
      await close()
      state = 'over'
      await rm(temporary, { force: true })
    },
  }
  try {
    if (old !== undefined) await takeOver(handle, old)
    return target
  } catch (error) {
    await target.discard()
    return named(error)
  }
}

/** The error of the file system, for what it is not asked to open. */
function folderError(path: string): Error {
  const message = `EISDIR: illegal operation on a directory, open '${path}'`
  return Object.assign(new Error(message), { code: 'EISDIR', path })
}

/** Gives a new file the owner and the permissions of the old one. */
async function takeOver(handle: FileHandle, old: Stats): Promise<void> {
  const own = await handle.stat()
  if (own.uid !== old.uid || own.gid !== old.gid) {
    // Only who may give files away can keep the owner, and only its members can keep a group. Who shares a file
    // with a group keeps that at least, or the others would be locked out.
    const isOwned = await mayChange(handle.chown(old.uid, old.gid))
    if (!isOwned) await mayChange(handle.chown(own.uid, old.gid))
  }
  // After the owner, whose change takes some of them away; and again, as `open` has left out those of the umask.
  await handle.chmod(old.mode & 0o7777)
}

/** Turns the error of what only some may do into `false`. */
async function mayChange(change: Promise<void>): Promise<boolean> {
  try {
    await change
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
    return false
  }
}

/** Makes a rename survive a power failure. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder)
    await handle.sync()
  } catch (error) {
    // Some file systems cannot, and a folder may be one to write to but not to read. The file is in its place
    // by now: to call that a failure would be wrong.
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['EINVAL', 'EACCES', 'EPERM', 'EISDIR'].includes(code)) throw error
  } finally {
    await handle?.close()
  }
}

/** @param wrote is told how many bytes: `write` may write a part, and fail when it is asked for the rest */
async function writeAll(
  handle: FileHandle,
  chunk: Buffer,
  path: string,
  wrote?: (count: number) => void,
): Promise<void> {
  try {
    for (let from = 0; from < chunk.length;) {
      const { bytesWritten } = await handle.write(chunk, from)
      wrote?.(bytesWritten)
      from += bytesWritten
    }
  } catch (error) {
    throw fileError(error, path)
  }
}
