import {
  DONE,
  fromPull,
  pipe,
  sink,
  tap,
  WAIT,
  withSignal,
  type Flow,
  type Sink,
} from '@rivulet/core'
import { fileURLToPath } from 'node:url'
import { checkBoolean, checkOptions, checkPath, checkSignal } from './check.ts'
import { compress, type CompressOptions } from './compress.ts'
import { gather } from './gather.ts'
import { gatherPatiently } from './gatherPatiently.ts'
import { openTarget, type WriteTarget } from './writeTarget.ts'

/**
 * The options of {@link toFile}.
 *
 * @example
 * ```ts
 * import { pipe } from '@rivulet/core'
 * import { toFile, toLines, type ToFileOptions } from '@rivulet/files'
 *
 * // How a program writes its reports.
 * const report: ToFileOptions = { compress: { format: 'gzip', level: 9 }, mkdir: true }
 * const { bytes } = await pipe(['a', 'b'], toLines(), toFile('reports/2026.txt.gz', report))
 * console.log(bytes) // 4
 * ```
 */
export interface ToFileOptions {
  /**
   * A format to compress with, or the options of `compress`. What is appended is a gzip member or a zstd frame of
   * its own, which is what all programs read as one file; the other formats cannot be appended to.
   * @default nothing is compressed
   */
  readonly compress?: CompressOptions['format'] | CompressOptions | undefined
  /**
   * Whether the content is put behind what the file has, as it comes, and what was written stays after an error.
   * Of a compressed file that would be of no use: there an error takes back what is not complete. A killed process
   * cannot: what is appended later is behind a member that is cut off.
   *
   * Where several writers append to a file at the same time, each item stays whole, and each compressed part of up
   * to 128 KiB that is not flushed. Larger parts of several writers are mixed, and cannot be read.
   * @default false
   */
  readonly append?: boolean | undefined
  /**
   * Whether the file has its old content, or is not there, until the new one is complete. Otherwise it is
   * emptied first and written as the content comes.
   * @default true, but false with `append`
   */
  readonly atomic?: boolean | undefined
  /**
   * Whether the folders that the file is to be in are made, if there are none.
   * @default false
   */
  readonly mkdir?: boolean | undefined
  /** Ends the pipeline with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * What {@link toFile} gives.
 *
 * @example
 * ```ts
 * import { pipe } from '@rivulet/core'
 * import { toFile, toLines, type WrittenFile } from '@rivulet/files'
 * import { basename } from 'node:path'
 *
 * const show = ({ path, bytes, bytesWritten }: WrittenFile): string =>
 *   `${basename(path)}: ${bytes} bytes in ${bytesWritten < bytes ? 'fewer' : 'as many'}`
 *
 * const zeros = Array<string>(1000).fill('0')
 * console.log(show(await pipe(zeros, toLines(), toFile('zeros.gz', { compress: 'gzip' }))))
 * // zeros.gz: 2000 bytes in fewer
 * ```
 */
export interface WrittenFile {
  /** The file, as an absolute path with its links resolved. */
  readonly path: string
  /** How many bytes the content has. */
  readonly bytes: number
  /** How many bytes were written to the file: fewer, as a rule, if they are compressed. */
  readonly bytesWritten: number
}

/**
 * Writes bytes or text, as UTF-8, to a file. It is written aside, brought to the disk, and renamed when it is
 * complete, so that a reader, an error, an abort, a crash or a power failure find the old content or the new one,
 * and never a part. The file keeps its permissions, and its owner if this process may give files away.
 *
 * A link stays a link: the file that it leads to is written. What is no file, such as `/dev/null`, is written
 * to directly. A killed process may leave a file behind whose name begins with a dot and the file's, and ends with
 * `.tmp`. Hard links keep the old content. An abort in the last moment may find the file renamed already.
 * @throws TypeError or RangeError for a bad argument; when it is run, the errors of the file system, which name
 *   the path
 *
 * @example
 * ```ts
 * import { pipe } from '@rivulet/core'
 * import { toFile, toLines } from '@rivulet/files'
 *
 * const { bytes } = await pipe(['one', 'two'], toLines(), toFile('numbers.txt'))
 * console.log(bytes) // 8
 * await pipe(['three'], toLines(), toFile('more/numbers.txt.gz', { compress: 'gzip', mkdir: true }))
 * ```
 */
export function toFile(
  path: string | URL,
  options: ToFileOptions = {},
): Sink<Uint8Array | string, WrittenFile, 'async'> {
  checkPath('toFile', path)
  checkOptions('toFile', options)
  const { append = false, mkdir = false, signal } = options
  const { atomic = !append } = options
  for (const [name, flag] of Object.entries({ append, atomic, mkdir })) {
    checkBoolean('toFile', name, flag)
  }
  checkSignal('toFile', signal)
  if (append && atomic) {
    throw new RangeError('toFile: append and atomic must not both be true, got true and true')
  }
  const compressor = compressorOf(options.compress, append)
  const file = typeof path === 'string' ? path : fileURLToPath(path)
  return sink<Uint8Array | string, WrittenFile, 'async'>(
    (up, run) => {
      let bytes = 0
      let bytesWritten = 0
      const gathered = pipe(
        fromPull<Uint8Array | string>(() => up),
        gather(),
        tap((chunk) => {
          bytes += chunk.length
        }),
      )
      const compressed = compressor === undefined ? gathered : compressor(gathered)
      const content = signal === undefined ? compressed : pipe(compressed, withSignal(signal))
      const { pull } = run.open(content)

      let target: WriteTarget | undefined
      let onPipe: (() => void) | undefined
      const foundPipe = new Promise<void>((resolve) => {
        onPipe = resolve
      })
      let pending: Promise<void> | undefined
      let failure: { readonly error: unknown } | undefined
      const perform = (work: Promise<unknown>): void => {
        pending = work
          .catch((error: unknown) => {
            failure = { error }
          })
          .then(() => {
            pending = undefined
            run.wake()
          })
      }
      run.defer(async () => {
        const discarded = (async () => {
          await pending
          await target?.discard()
        })()
        // If nobody reads a pipe, what is under way never ends.
        await Promise.race([discarded, foundPipe])
      })
      const openIt = async (): Promise<void> => {
        const isWhole = compressor !== undefined
        target = await openTarget(file, {
          append,
          atomic,
          mkdir,
          isWhole,
          onPipe: () => onPipe?.(),
        })
      }

      let state: 'new' | 'writing' | 'committing' = 'new'
      let held: Buffer | typeof DONE | undefined
      return () => {
        for (;;) {
          if (signal?.aborted) throw signal.reason
          if (state === 'new') {
            // Not before the signal is asked: opening a file may empty it.
            state = 'writing'
            perform(openIt())
          }
          if (failure) throw failure.error
          if (target === undefined) return WAIT
          if (state === 'committing') {
            return pending ? WAIT : { path: target.path, bytes, bytesWritten }
          }
          // The next chunk is made while the one before is written.
          if (held === undefined) {
            const chunk = pull()
            if (chunk === WAIT) return WAIT
            held = chunk
          }
          if (pending) return WAIT
          if (held === DONE) {
            state = 'committing'
            perform(target.commit())
          } else {
            bytesWritten += held.length
            perform(target.write(held))
            held = undefined
          }
        }
      }
    },
    { kind: 'async' },
  )
}

function compressorOf(compression: ToFileOptions['compress'], append: boolean) {
  if (compression === undefined) return undefined
  const options = typeof compression === 'string' ? { format: compression } : compression
  const compressor = compress(options)
  const { format = 'gzip', flush } = options
  if (append && format !== 'gzip' && format !== 'zstd') {
    throw new RangeError(`toFile: compress must be 'gzip' or 'zstd' to append, got '${format}'`)
  }
  // zlib gives the header of a member at once: written by itself, another writer's could follow it.
  const isWhole = append && !flush
  return (content: Flow<Buffer>): Flow<Buffer> =>
    isWhole ? pipe(content, compressor, gatherPatiently()) : pipe(content, compressor)
}
