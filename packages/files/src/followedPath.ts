import { watch, type FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { FollowedFile } from './followedFile.ts'
import { closeAll, MOST_OPENED, openNewer } from './openNewer.ts'

/** For how many milliseconds the file that takes the place of another may be one that may not be read. */
const PATIENCE = 1000

/** What the looks have thrown since the last good one. */
interface Failure {
  readonly error: unknown
  readonly since: number
}

/**
 * A path that is looked at again and again, for the files that come to it one after the other. Each is
 * opened as soon as it is seen, also while one before it is still read or nobody reads at all, so that it can be
 * read although it is renamed or removed in the meantime.
 *
 * What the system tells of changes is a hint to look at once: it may be late, missing or unsupported,
 * as on network file systems. What counts is the look itself.
 */
export class FollowedPath {
  readonly #path: string
  readonly #over: AbortSignal
  readonly #timer: ReturnType<typeof setInterval>
  readonly #onAbort = (): void => this.#tell()
  #watcher: FSWatcher | undefined
  #newest: FollowedFile | undefined
  #waiting: FollowedFile[] = []
  #isLooking = false
  #looking: Promise<void> | undefined
  #lookAgain = false
  #failure: Failure | undefined
  #changes = 0
  #isFirstLook = true
  #wasThereAtFirst = false
  #told: (() => void) | undefined

  /** @param poll milliseconds between two looks if there is no hint */
  constructor(path: string, poll: number, over: AbortSignal) {
    this.#path = path
    this.#over = over
    this.#timer = setInterval(() => this.#look(), poll)
    over.addEventListener('abort', this.#onAbort)
    this.#look()
  }

  get isOver(): boolean {
    return this.#over.aborted
  }

  /** Whether the file that comes first was found by the first look. */
  get wasThereAtFirst(): boolean {
    return this.#wasThereAtFirst
  }

  /** How often something may have changed: what `change` wants to know. */
  get changes(): number {
    return this.#changes
  }

  /**
   * Waits for a change that is not among those counted. Returns at once if the run is over.
   * @throws what the last look threw, if nothing that was found before is left to be read
   */
  async change(counted: number): Promise<void> {
    while (this.#changes === counted && !this.isOver && this.#dueFailure === undefined) {
      await new Promise<void>((resolve) => {
        this.#told = resolve
      })
    }
    if (this.#dueFailure) throw this.#dueFailure.error
  }

  get #dueFailure(): Failure | undefined {
    if (this.#waiting.length > 0 || this.#failure === undefined) return undefined
    const { error, since } = this.#failure
    // logrotate makes the new file for its owner alone, and lets others read it a moment later.
    const mayPass = this.#newest !== undefined && (error as NodeJS.ErrnoException).code === 'EACCES'
    return mayPass && performance.now() - since < PATIENCE ? undefined : this.#failure
  }

  /** Waits for the next file. It is the caller's to close. */
  async next(): Promise<FollowedFile | undefined> {
    while (!this.isOver) {
      const file = this.#waiting.shift()
      if (file !== undefined) {
        this.#look() // there is room for another
        return file
      }
      await this.change(this.#changes)
    }
    return undefined
  }

  /**
   * Whether the file that was taken last is no longer written to by a writer that has only one open. That
   * another file has its place is no proof, as it keeps writing to the renamed one until it opens the new
   * one; that it has written to the new one is.
   */
  async writerHasMovedOn(): Promise<boolean> {
    const [successor, ...others] = this.#waiting
    if (successor === undefined) return false
    return others.length > 0 || (await successor.stat()).size > 0n
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#watcher?.close()
    this.#over.removeEventListener('abort', this.#onAbort)
    await this.#looking
    await closeAll(this.#waiting)
  }

  #look(): void {
    this.#lookAgain = true
    if (this.#isLooking) return
    this.#isLooking = true
    this.#looking = this.#lookWhileAsked()
  }

  async #lookWhileAsked(): Promise<void> {
    try {
      while (this.#lookAgain && !this.isOver) {
        this.#lookAgain = false
        this.#watch()
        if (this.#waiting.length < MOST_OPENED) {
          const found = await openNewer(this.#path, this.#newest)
          this.#failure = undefined
          this.#waiting.push(...found)
          this.#newest = found.at(-1) ?? this.#newest
          if (this.#isFirstLook) this.#wasThereAtFirst = found.length > 0
          this.#isFirstLook = false
        }
        this.#tell()
      }
    } catch (error) {
      this.#failure = { error, since: this.#failure?.since ?? performance.now() }
      this.#tell()
    } finally {
      this.#isLooking = false
    }
  }

  #tell(): void {
    this.#changes++
    const told = this.#told
    this.#told = undefined
    told?.()
  }

  /** Watches the folder: a watcher of the file would stay with it when it is renamed. */
  #watch(): void {
    if (this.#watcher !== undefined) return
    const name = basename(this.#path)
    const forget = (): void => {
      this.#watcher?.close()
      this.#watcher = undefined
    }
    try {
      this.#watcher = watch(dirname(this.#path), (event, changed) => {
        // The writer may still write to what the file was renamed to.
        if (changed !== null && !changed.startsWith(name)) return
        // What is only written to is still there: a look for each line would cost more than the line.
        if (event === 'change') this.#tell()
        else this.#look()
      })
      this.#watcher.on('error', forget)
    } catch {
      // No such folder yet, too many watchers, or a file system that cannot: the next look tries again.
    }
  }
}
