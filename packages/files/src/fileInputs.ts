import { stat } from 'node:fs/promises'
import { glob, isGlob, type GlobOptions } from './glob.ts'
import { CheckpointError } from './inputErrors.ts'
import type { Checkpoint } from './line.ts'

/**
 * A path, a glob or a `file:` URL.
 *
 * @example
 * ```ts
 * import { count, pipe } from '@rivulet/core'
 * import { lines, type FileInput } from '@rivulet/files'
 * import { writeFileSync } from 'node:fs'
 *
 * // Takes whatever `lines` takes from a command line.
 * async function countLines(...files: FileInput[]): Promise<number> {
 *   return pipe(lines(files), count())
 * }
 *
 * for (const name of ['counted-1.log', 'counted-2.log']) writeFileSync(name, 'a line\n')
 * const first = new URL('counted-1.log', `file://${process.cwd()}/`)
 * console.log(await countLines('counted-*.log', first)) // 3
 * ```
 */
export type FileInput = string | URL

/** A file, and where in it reading begins. */
interface Begun {
  readonly path: FileInput
  readonly begin: Checkpoint
}

const BEGINNING: Checkpoint = { offset: 0, line: 1 }

/**
 * The files that the inputs name, each looked up when its turn comes, without those that are in front of the
 * checkpoint's.
 */
export async function* filesOf(
  inputs: readonly FileInput[],
  checkpoint: Checkpoint | undefined,
  globOptions: GlobOptions,
): AsyncGenerator<[Begun]> {
  let isReached = checkpoint === undefined
  for (const input of inputs) {
    for await (const path of expand(input, globOptions)) {
      if (isReached) yield [{ path, begin: BEGINNING }]
      else if (checkpoint !== undefined && String(path) === checkpoint.file) {
        isReached = true
        yield [{ path, begin: checkpoint }]
      }
    }
  }
  if (!isReached && checkpoint !== undefined) {
    const { file, offset } = checkpoint
    throw new CheckpointError('is not among the files', { input: file, offset })
  }
}

async function* expand(input: FileInput, options: GlobOptions): AsyncGenerator<FileInput> {
  if (typeof input !== 'string' || (await exists(input)) || !(await isGlob(input))) {
    yield input
    return
  }
  let found = false
  for await (const path of glob(input, options)) {
    found = true
    yield path
  }
  if (!found) {
    throw Object.assign(new Error(`ENOENT: no file matches '${input}'`), {
      code: 'ENOENT',
      path: input,
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
