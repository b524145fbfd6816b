import { flatMap, fromBatches, pipe, withSignal, type Flow } from '@rivulet/core'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkCheckpoint, checkPath, checkSignal, checkWhole, show } from './check.ts'
import type { FollowedFile } from './followedFile.ts'
import { FollowedPath } from './followedPath.ts'
import type { Checkpoint, Line } from './line.ts'
import {
  checkSplitLinesOptions,
  LONGEST_LINE,
  splitLinesFrom,
  type SplitLinesOptions,
} from './splitLines.ts'

/**
 * The options of {@link follow}.
 *
 * @example
 * ```ts
 * import { follow, type Checkpoint, type FollowOptions } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * // At the first start the whole file, and after that what was not worked on yet.
 * function goOn(stored: Checkpoint | undefined): FollowOptions & { position: true } {
 *   return { from: stored ?? 'start', position: true }
 * }
 *
 * writeFileSync('jobs.log', 'one\ntwo\n')
 * let stored: Checkpoint | undefined
 * for (let start = 0; start < 2; start++) {
 *   for await (const line of follow('jobs.log', goOn(stored))) {
 *     stored = line.checkpoint
 *     console.log(line.text)
 *     break
 *   }
 * }
 * // one
 * // two
 * ```
 */
export interface FollowOptions extends Omit<SplitLinesOptions, 'name'> {
  /**
   * Where following begins in the file that is there when the first line is asked for.
   *
   * - `'end'`: only what is new, and the last line if its newline is not there yet.
   * - `'start'`: everything.
   * - a number: the byte where a line begins.
   * - a checkpoint: behind the line whose `checkpoint` it is, with its number. If the file is shorter, it is
   *   another one or was emptied, and is read from its start. If it was rotated in the meantime and is not, there is
   *   no way to tell.
   *
   * A file that comes later is always read from its start.
   * @default 'end'
   */
  readonly from?: 'end' | 'start' | number | Checkpoint | undefined
  /**
   * How many milliseconds pass between two looks at the file if the system gives no hint that it has
   * changed: a whole number of at least 1. Where hints work, as on local disks, new lines come at once.
   * @default 250
   */
  readonly poll?: number | undefined
  /**
   * For how many milliseconds a renamed file has to stay as it is, once the one in its place is written to,
   * until it is taken to be complete: a whole number of at least 0. It is rounded up to a look. 0 does
   * for a writer that has one of them open at a time; several processes that write one log go over to the
   * new file one after the other, and what a late one still writes to the old is lost after this time.
   * @default 1000
   */
  readonly linger?: number | undefined
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** What a timer takes at most. */
const MOST_MILLISECONDS = 2 ** 31 - 1

/**
 * The lines of a file as they are written, without an end: what `tail -F` prints. The file need not be there
 * yet. When another takes its place, the lines of both come, in that order; when it is emptied, it is read
 * from its start again; when it is removed, the next of its name is awaited.
 *
 * A line is delivered when its newline is there; without one, when the file is complete. Lines are those of
 * `lines`, but where following does not begin at the start of a file, their numbers count from there. Nothing is
 * decompressed.
 *
 * When the writer renames the file (as logrotate does with `create`) nothing is lost: a renamed file is
 * read until its writer has moved on, see `linger`, and one that was rotated away between two looks is found under
 * its rotated name, unless it is compressed or moved to another folder by then. What is
 * copied and then emptied (`copytruncate`) loses what is written between the two, and what has not been
 * read by then; if the file has grown again beyond what was read before the next look, that it was emptied
 * is not even noticed. Do not use it for logs that matter.
 * @throws TypeError or RangeError for a bad argument. When it is iterated: the errors of the file system, but
 *   none for a missing file, and none within a second for one that comes and may not be read yet; those of `splitLines`
 *
 * @example
 * ```ts
 * import { follow } from '@rivulet/files'
 * import { renameSync, writeFileSync } from 'node:fs'
 *
 * writeFileSync('web.log', 'one\n')
 * for await (const line of follow('web.log', { from: 'start' })) {
 *   console.log(line)
 *   if (line === 'two') break
 *   renameSync('web.log', 'web.log.1')
 *   writeFileSync('web.log', 'two\n')
 * }
 * // one
 * // two
 * ```
 */
export function follow(
  path: string | URL,
  options: FollowOptions & { readonly position: true },
): Flow<Line>
export function follow(
  path: string | URL,
  options?: FollowOptions & { readonly position?: false },
): Flow<string>
export function follow(path: string | URL, options: FollowOptions): Flow<string | Line>
export function follow(path: string | URL, options: FollowOptions = {}): Flow<string | Line> {
  checkPath('follow', path)
  checkSplitLinesOptions('follow', options)
  const { from = 'end', poll = 250, linger = 1000, signal, ...lineOptions } = options
  checkFrom(from)
  checkWhole('follow', 'poll', poll, 1, MOST_MILLISECONDS)
  checkWhole('follow', 'linger', linger, 0, MOST_MILLISECONDS)
  checkSignal('follow', signal)
  const { maxLineLength = LONGEST_LINE } = lineOptions
  // The working directory may change while the file is followed.
  const file = resolve(typeof path === 'string' ? path : fileURLToPath(path))
  const name = String(path)
  const beginOf = async (first: FollowedFile): Promise<number> => {
    if (from === 'end') await first.seekToLastLine(maxLineLength)
    else if (from !== 'start') first.position = typeof from === 'number' ? from : from.offset
    return typeof from === 'object' ? from.line : 1
  }
  const followed = pipe(
    fromBatches(({ signal: over }) => filesOf(() => new FollowedPath(file, poll, over), beginOf)),
    flatMap((reading) =>
      pipe(
        fromBatches(() => readOn(reading, linger)),
        splitLinesFrom(reading.begin, { ...lineOptions, name }),
      ),
    ),
  )
  return signal === undefined ? followed : pipe(followed, withSignal(signal))
}

/** A file that is read, as one of those that come to a path. */
interface Reading {
  readonly file: FollowedFile
  readonly path: FollowedPath
  readonly begin: Checkpoint
  isComplete: boolean
}

/** Gives one file after the other; one that was emptied once more, as if it were another. */
async function* filesOf(
  lookAt: () => FollowedPath,
  beginOf: (first: FollowedFile) => Promise<number>,
): AsyncGenerator<[Reading]> {
  const path = lookAt()
  let file: FollowedFile | undefined
  try {
    file = await path.next()
    let line = file !== undefined && path.wasThereAtFirst ? await beginOf(file) : 1
    while (file !== undefined) {
      let isComplete = false
      while (!isComplete) {
        const begin = { offset: file.position, line }
        const reading: Reading = { file, path, begin, isComplete }
        yield [reading]
        ;({ isComplete } = reading)
        line = 1
      }
      await file.close()
      file = undefined
      file = await path.next()
    }
  } finally {
    await file?.close()
    await path.close()
  }
}

/** Reads until the file is complete, or was emptied. */
async function* readOn(reading: Reading, linger: number): AsyncGenerator<[Buffer]> {
  const { file, path } = reading
  let quietSince: number | undefined
  while (!path.isOver) {
    const { changes } = path
    // To be known before the read: what is written to the old file precedes what is written to the new one.
    const hasMovedOn = await path.writerHasMovedOn()
    const chunk = await file.read()
    if (chunk === 'truncated') {
      file.position = 0
      return
    }
    if (chunk.length > 0) {
      quietSince = undefined
      yield [chunk]
      continue
    }
    if (hasMovedOn) {
      const now = performance.now()
      quietSince ??= now
      if (now - quietSince >= linger) {
        reading.isComplete = true
        return
      }
    }
    await path.change(changes)
  }
}

function checkFrom(from: unknown): void {
  if (from === 'end' || from === 'start') return
  if (typeof from === 'number') return checkWhole('follow', 'from', from, 0)
  if (typeof from === 'object' && from !== null) return checkCheckpoint('follow', from, 'file')
  const message = `follow: from must be 'end', 'start', an offset or a checkpoint, got ${show(from)}`
  throw typeof from === 'string' ? new RangeError(message) : new TypeError(message)
}
