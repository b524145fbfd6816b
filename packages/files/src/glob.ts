import { fromBatches, type Flow } from '@rivulet/core'
import { isAbsolute } from 'node:path'
import { glob as find, isDynamicPattern } from 'tinyglobby'
import { checkOptions, checkPath, checkPatterns } from './check.ts'

/** The options of {@link glob}. */
export interface GlobOptions {
  /**
   * The folder that patterns are relative to, and that paths are given from.
   * @default the current one
   */
  readonly cwd?: string | URL | undefined
}

/**
 * The files that match one or several patterns, each once, sorted by code unit. The folders are looked
 * through when the first path is asked for. Names that begin with a dot have to be matched by a dot, and
 * folders that cannot be read count as empty. The paths are relative to `cwd`, or absolute if one of the
 * patterns is.
 * @param patterns such as `logs/*.log` or `['logs/*.gz', '!logs/old*']`
 * @throws TypeError for a bad argument
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { glob } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * for (const name of ['b.log', 'a.log', 'a.txt']) writeFileSync(name, '')
 * console.log(await pipe(glob('*.log'), toArray())) // ['a.log', 'b.log']
 * ```
 */
export function glob(
  patterns: string | readonly string[],
  options: GlobOptions = {},
): Flow<string> {
  checkPatterns('glob', patterns)
  checkOptions('glob', options)
  const { cwd } = options
  if (cwd !== undefined) checkPath('glob', cwd, 'cwd')
  const all = typeof patterns === 'string' ? [patterns] : [...patterns]
  return fromBatches(async function* () {
    const found = await find(all, {
      absolute: all.some((pattern) => isAbsolute(pattern)),
      expandDirectories: false,
      ...(cwd === undefined ? {} : { cwd }),
    })
    yield found.toSorted()
  })
}

export function isGlob(path: string): boolean {
  return isDynamicPattern(path)
}
