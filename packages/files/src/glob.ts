import { fromBatches, type Flow } from '@rivulet/core'
import { glob as find, isDynamicPattern } from 'tinyglobby'
import { checkPatterns, checkPath } from './check.ts'

/** The options of {@link glob}. */
export interface GlobOptions {
  /**
   * The folder that patterns are relative to, and that paths are given from.
   * @default the current one
   */
  readonly cwd?: string
}

/**
 * The files that match one or several patterns, each once, sorted by code unit. The folders are looked
 * through when the first path is asked for. Names that begin with a dot have to be matched by a dot.
 * @param patterns such as `logs/*.log` or `['**' + '/*.gz', '!old/**']`
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
  const { cwd } = options
  if (cwd !== undefined) checkPath('glob', cwd)
  return fromBatches(async function* () {
    const found = await find(typeof patterns === 'string' ? patterns : [...patterns], {
      expandDirectories: false,
      ...(cwd === undefined ? {} : { cwd }),
    })
    yield found.toSorted()
  })
}

export function isGlob(path: string): boolean {
  return isDynamicPattern(path)
}
