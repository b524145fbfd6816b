import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FollowedFile } from './followedFile.ts'
import { compareRotations, rotationOf } from './rotationOrder.ts'
import { unlessMissing } from './unlessMissing.ts'

/** How many files are opened at once. What is newer than they are is found when they have been read. */
export const MOST_OPENED = 16

/** How often the known file is looked for while it is somewhere: it may be renamed faster than it is found. */
const ATTEMPTS = 4

/**
 * Opens the files that came to a path after the one that is known, the oldest first. There may be several:
 * a log can be rotated twice between two looks, and the file that was there meanwhile has only its
 * rotated name left, such as `app.log.1`.
 *
 * A rotation that goes on meanwhile gives each file a name that is further on. So on the way from the newest
 * to the known one none is missed; one may be met twice, and a newer one behind an older. As a step leads to the
 * next older file or back, but past none, the order in which they were met *last* is from the newest to the oldest.
 */
export async function openNewer(
  path: string,
  known: FollowedFile | undefined,
): Promise<FollowedFile[]> {
  if (await known?.isAt(path)) return []
  const found = new Found()
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // One that was removed, or moved to where it is not looked for, is never met. What was written to later is newer.
      const isGone = attempt === ATTEMPTS || (await known?.stat())?.nlink === 0n
      const isMet = await openUntilMet(path, known, isGone, found)
      if (isMet || isGone) break
    }
    return found.oldestFirst()
  } catch (error) {
    await closeAll(found.oldestFirst())
    throw error
  }
}

/** @returns whether it was met, or one that is older */
async function openUntilMet(
  path: string,
  known: FollowedFile | undefined,
  isGone: boolean,
  found: Found,
): Promise<boolean> {
  found.beginAnew()
  for await (const [name, file] of openEach(path)) {
    await found.add(file)
    // Nothing was there before: what is beside it is older.
    if (known === undefined) return true
    if (file.key === known.key || (isGone && name !== path && (await isOlder(file, known)))) {
      await found.drop(file)
      return true
    }
  }
  return false
}

/** What was found on the way from the newest file. */
class Found {
  /** In the order in which they were met last, the newest first. */
  #met = new Map<string, FollowedFile>()
  /** What was met on an earlier way. If it is not met again it has gone on, so it is older than what is. */
  #before = new Map<string, FollowedFile>()

  beginAnew(): void {
    this.#before = new Map([...this.#met, ...this.#before])
    this.#met = new Map()
  }

  async add(file: FollowedFile): Promise<void> {
    const twin = this.#met.get(file.key) ?? this.#before.get(file.key)
    if (twin !== undefined) await this.drop(twin)
    this.#met.set(file.key, file)
    const [newest] = this.#met.values()
    if (this.#met.size > MOST_OPENED && newest !== undefined) await this.drop(newest)
  }

  async drop(file: FollowedFile): Promise<void> {
    this.#met.delete(file.key)
    this.#before.delete(file.key)
    await file.close()
  }

  oldestFirst(): FollowedFile[] {
    return [...this.#met.values(), ...this.#before.values()].toReversed()
  }
}

async function isOlder(file: FollowedFile, known: FollowedFile): Promise<boolean> {
  return (await file.stat()).mtimeNs <= (await known.stat()).mtimeNs
}

/** Opens the file at the path and what it was rotated into, as far as that is not compressed, the newest first. */
async function* openEach(path: string): AsyncGenerator<[string, FollowedFile]> {
  const newest = await FollowedFile.open(path)
  if (newest !== undefined) yield [path, newest]
  // Numbered files are asked for one by one: a listing may miss a file that is renamed meanwhile. At any time
  // one number may be missing, that to which the next file is about to be renamed, and the next may be
  // missing a moment later.
  for (let number = 0, missing = 0; missing < 3; number++) {
    const name = `${path}.${number}`
    const file = await FollowedFile.open(name)
    if (file !== undefined) yield [name, file]
    if (number > 0) missing = file === undefined ? missing + 1 : 0
  }
  for (const name of await listRotated(path)) {
    const file = await FollowedFile.open(name)
    if (file !== undefined) yield [name, file]
  }
}

/** The paths of what a log was rotated into under names that do not change again, such as dates. */
async function listRotated(path: string): Promise<string[]> {
  const log = basename(path)
  const names = (await unlessMissing(readdir(dirname(path)))) ?? []
  return names
    .filter((name) => {
      const { stem, isCompressed, number } = rotationOf(name)
      const isListed = name !== log && name !== `${log}.${number}`
      return isListed && stem === log && !isCompressed
    })
    .toSorted((left, right) => compareRotations(right, left))
    .map((name) => join(dirname(path), name))
}

export async function closeAll(files: readonly FollowedFile[]): Promise<void> {
  await Promise.all(files.map(async (file) => file.close()))
}
