import { fromBatches, type Flow } from '@rivulet/core'
import { isAbsolute, parse, posix, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkOneOf, checkOptions, checkPath, checkPatterns } from './check.ts'
import { fromBase, stepsOut } from './fromBase.ts'
import { compareByCodeUnit, compareNaturally } from './naturalOrder.ts'
import { compareRotations } from './rotationOrder.ts'

/**
 * The options of {@link glob}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { glob, type GlobOptions } from '@rivulet/files'
 * import { mkdirSync, writeFileSync } from 'node:fs'
 *
 * // Where the logs of every server are, and in which order they are to be read.
 * const archive: GlobOptions = { cwd: 'archive', ignore: '*.tmp', order: 'rotation' }
 * mkdirSync('archive')
 * for (const name of ['web.log', 'web.log.1', 'web.log.tmp']) writeFileSync(`archive/${name}`, '')
 * console.log(await pipe(glob('web.log*', archive), toArray())) // ['web.log.1', 'web.log']
 * ```
 */
export interface GlobOptions {
  /**
   * The folder that patterns are relative to, and that paths are given from.
   * @default the current one
   */
  readonly cwd?: string | URL | undefined
  /**
   * What is left out although it matches: a pattern or several. A folder that one of them matches is not
   * looked into. A pattern that begins with `!` says the same, and one that begins with `**` matches anywhere.
   * @default nothing
   */
  readonly ignore?: string | readonly string[] | undefined
  /**
   * How the paths are sorted.
   *
   * - `'name'`: by code unit, as `Array.prototype.sort` does.
   * - `'natural'`: numbers by their value, so that `log.2.gz` comes before `log.10.gz`.
   * - `'rotation'`: the files of a rotated log from the oldest to the one that is written to, so that
   *   their lines are in the order of time: `log.10.gz`, `log.2.gz`, `log.1`, `log`. Dates and Unix times in
   *   the names count from the earliest: `log-20251231.gz`, `log-20260101`, `log`. Each log is on its own, in
   *   the natural order of their names.
   * @default 'name'
   */
  readonly order?: 'name' | 'natural' | 'rotation' | undefined
}

const ORDERS = {
  name: compareByCodeUnit,
  natural: compareNaturally,
  rotation: compareRotations,
} as const

/**
 * The files that match one or several patterns, each once, in order. The folders are looked
 * through when the first path is asked for. Names that begin with a dot have to be matched by a dot, and
 * folders that cannot be read count as empty. The paths are relative to `cwd`, or absolute if one of the
 * patterns is.
 * @param patterns such as `logs/*.log` or `['logs/*.gz', '!logs/old*']`
 * @throws TypeError or RangeError for a bad argument
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { glob } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * for (const name of ['web.log', 'web.log.1', 'web.log.10.gz', 'web.txt']) writeFileSync(name, '')
 * console.log(await pipe(glob('*.log*'), toArray())) // ['web.log', 'web.log.1', 'web.log.10.gz']
 *
 * const oldestFirst = glob('*.log*', { order: 'rotation' })
 * console.log(await pipe(oldestFirst, toArray())) // ['web.log.10.gz', 'web.log.1', 'web.log']
 * ```
 */
export function glob(
  patterns: string | readonly string[],
  options: GlobOptions = {},
): Flow<string> {
  checkPatterns('glob', patterns)
  checkGlobOptions('glob', options)
  const { cwd, ignore = [], order = 'name' } = options
  const ignored = listOf(ignore)
  const all = listOf(patterns)
  const absolute = all.some((pattern) => isAbsolute(pattern))
  return fromBatches(async function* () {
    const folder = resolve(cwd instanceof URL ? fileURLToPath(cwd) : (cwd ?? ''))
    const { root } = parse(folder)
    const outwards = Array<string>(Math.max(...all.map(stepsOut))).fill('..')
    const isOutside = absolute || outwards.length > 0
    const base = absolute ? root : resolve(folder, ...outwards)
    const tinyglobby = await import('tinyglobby')
    const within = base === root ? folder : relative(base, folder).replaceAll(sep, '/')
    const fromThere = (list: readonly string[], areIgnored: boolean): string[] => {
      if (!isOutside) return [...list]
      return list.map((pattern) => fromBase(pattern, tinyglobby.escapePath(within), areIgnored))
    }
    const paths = await tinyglobby.glob(fromThere(all, false), {
      absolute,
      cwd: base,
      expandDirectories: false,
      ignore: fromThere(ignored, true),
    })
    const isFromBase = isOutside && !absolute
    const found = isFromBase ? paths.map((path) => fromFolder(within, path)) : paths
    yield found.toSorted(ORDERS[order])
  })
}

/** @throws TypeError or RangeError for a bad option, in the name of the function that was called */
export function checkGlobOptions(called: string, options: GlobOptions): void {
  checkOptions(called, options)
  const { cwd, ignore = [], order = 'name' } = options
  if (cwd !== undefined) checkPath(called, cwd, 'cwd')
  if (listOf(ignore).length > 0) checkPatterns(called, ignore, 'ignore')
  checkOneOf(called, 'order', order, Object.keys(ORDERS))
}

/** A path from the base as one from a folder in it. */
function fromFolder(folder: string, path: string): string {
  return posix.relative(posix.join('/', folder), posix.join('/', path))
}

function listOf(patterns: string | readonly string[]): string[] {
  return Array.isArray(patterns) ? [...patterns] : [patterns as string]
}

/** Who reads a file that is there never loads what understands globs. */
export async function isGlob(path: string): Promise<boolean> {
  const { isDynamicPattern } = await import('tinyglobby')
  return isDynamicPattern(path)
}
