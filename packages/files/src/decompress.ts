import { operator, WAIT, type Many, type Operator, type Pull } from '@rivulet/core'
import { checkName, checkOneOf, checkOptions } from './check.ts'
import { gunzip } from './gunzip.ts'
import { startsGzip } from './gzipHeader.ts'
import { Input } from './input.ts'

/** The options of {@link decompress}. */
export interface DecompressOptions {
  /**
   * The format of the bytes. With `auto` the first two bytes tell gzip from what is not compressed, which
   * passes through: a name can lie. With `none` everything passes through.
   * @default 'auto'
   */
  readonly format?: 'auto' | 'gzip' | 'none'
  /** What errors call the input, such as its path. */
  readonly name?: string | undefined
}

const FORMATS = ['auto', 'gzip', 'none'] as const

/**
 * Decompresses bytes, in chunks as they come out of zlib. Reads several gzip members one after the
 * other, and zeros between and after them.
 *
 * What could be decoded is delivered first. Then comes a `TruncatedInputError` for an input that ends too
 * early, or a `CorruptInputError` for one with a wrong checksum or length, with broken data, or with
 * something else after the last member. Of what precedes broken data, zlib keeps up to 128 KiB to itself.
 * @throws TypeError for a bad argument
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { decompress } from '@rivulet/files'
 * import { gzipSync } from 'node:zlib'
 *
 * const members = [gzipSync('one '), gzipSync('after another')]
 * console.log(await pipe(members, decompress(), map(String), toArray())) // ['one ', 'after another']
 * ```
 */
export function decompress(
  options: DecompressOptions = {},
): Operator<Uint8Array | string, Many<Buffer>, 'async'> {
  checkOptions('decompress', options)
  const { format = 'auto', name } = options
  checkOneOf('decompress', 'format', format, FORMATS)
  checkName('decompress', name)
  return operator<Uint8Array | string, Buffer, 'async'>(
    (up, run) => {
      const input = new Input(up)
      let pull: Pull<Buffer> | undefined
      return () => {
        if (pull === undefined) {
          if (format === 'auto' && input.atLeast(2) === WAIT) return WAIT
          const isGzip = format === 'gzip' || (format === 'auto' && startsGzip(input.held))
          pull = isGzip ? gunzip(input, run, name) : () => input.chunk()
        }
        return pull()
      }
    },
    { kind: 'async' },
  )
}
