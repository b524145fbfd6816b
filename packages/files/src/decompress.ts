import { operator, WAIT, type Many, type Operator, type Pull } from '@rivulet/core'
import { checkName, checkOneOf, checkOptions } from './check.ts'
import { Decoding } from './decoding.ts'
import { gunzip } from './gunzip.ts'
import { Input } from './input.ts'
import { recogniseFormat } from './recogniseFormat.ts'
import { unbrotli } from './unbrotli.ts'
import { undeflate } from './undeflate.ts'
import { unzstd } from './unzstd.ts'
import { zstd } from './zstd.ts'

/**
 * The options of {@link decompress}.
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { compress, decompress, type DecompressOptions } from '@rivulet/files'
 *
 * // From the `content-encoding` of a request.
 * const FORMATS = { br: 'brotli', deflate: 'deflate', gzip: 'gzip', identity: 'none' } as const
 * function decoding(encoding: keyof typeof FORMATS): DecompressOptions {
 *   return { format: FORMATS[encoding], name: 'the body of the request' }
 * }
 *
 * const body = pipe(['hello'], compress({ format: 'brotli' }))
 * console.log(await pipe(body, decompress(decoding('br')), map(String), toArray())) // ['hello']
 * ```
 */
export interface DecompressOptions {
  /**
   * The format of the bytes. With `auto` the first bytes tell gzip and zstd from what is not compressed, which
   * passes through: a name can lie. `brotli` and `deflate` have to be asked for, as there is nothing that tells
   * them from text; `deflate` reads it with a zlib header or without. `zstd` needs Node 22.15. With `none`
   * everything passes through.
   * @default 'auto'
   */
  readonly format?: 'auto' | 'gzip' | 'deflate' | 'brotli' | 'zstd' | 'none'
  /**
   * What is to happen when something else follows the compressed data, after all of that was delivered: a
   * `CorruptInputError`, a warning of the process with the code `TRAILING_DATA`, or nothing. It is not read.
   * @default 'error'
   */
  readonly onTrailingData?: 'error' | 'warn' | 'ignore'
  /** What errors call the input, such as its path. */
  readonly name?: string | undefined
}

const FORMATS = ['auto', 'gzip', 'deflate', 'brotli', 'zstd', 'none'] as const
const POLICIES = ['error', 'warn', 'ignore'] as const

const READERS = { gzip: gunzip, deflate: undeflate, brotli: unbrotli, zstd: unzstd } as const

/**
 * Decompresses bytes, such as those of a file or of the body of a response, in chunks as they come out of
 * zlib. Reads several gzip members or zstd frames one after the other, and zeros between and after gzip members.
 *
 * What could be decoded is delivered first. Then comes a `TruncatedInputError` for an input that ends too
 * early, or a `CorruptInputError` for one with a wrong checksum or length, with broken data, or with
 * something else after its end. Of what precedes broken data, zlib keeps up to 128 KiB to itself.
 * @throws TypeError or RangeError for a bad argument, `UnsupportedFormatError` for zstd on a Node that has none;
 *   with `auto` that comes when it is iterated
 *
 * @example
 * ```ts
 * import { map, pipe, toArray } from '@rivulet/core'
 * import { decompress } from '@rivulet/files'
 * import { brotliCompressSync, gzipSync } from 'node:zlib'
 *
 * const members = [gzipSync('one '), gzipSync('after another')]
 * console.log(await pipe(members, decompress(), map(String), toArray())) // ['one ', 'after another']
 *
 * const body = [brotliCompressSync('text')]
 * const text = pipe(body, decompress({ format: 'brotli' }), map(String), toArray())
 * console.log(await text) // ['text']
 * ```
 */
export function decompress(
  options: DecompressOptions = {},
): Operator<Uint8Array | string, Many<Buffer>, 'async'> {
  checkDecompressOptions('decompress', options)
  const { format = 'auto', onTrailingData = 'error', name } = options
  if (format === 'zstd') zstd(name)
  return operator<Uint8Array | string, Buffer, 'async'>(
    (up, run) => {
      const input = new Input(up)
      let pull: Pull<Buffer> | undefined
      return () => {
        if (pull === undefined) {
          const found = format === 'auto' ? recognise(input) : format
          if (found === WAIT) return WAIT
          if (found === 'zstd') zstd(name)
          pull =
            found === 'none'
              ? () => input.chunk()
              : READERS[found](input, new Decoding(found, input, run, name, onTrailingData))
        }
        return pull()
      }
    },
    { kind: 'async' },
  )
}

/** @throws TypeError or RangeError for a bad option, in the name of the function that was called */
export function checkDecompressOptions(called: string, options: DecompressOptions): void {
  checkOptions(called, options)
  const { format = 'auto', onTrailingData = 'error', name } = options
  checkOneOf(called, 'format', format, FORMATS)
  checkOneOf(called, 'onTrailingData', onTrailingData, POLICIES)
  checkName(called, name)
}

function recognise(input: Input): 'gzip' | 'zstd' | 'none' | typeof WAIT {
  for (;;) {
    const wanted = input.held.length + 1
    const available = input.atLeast(wanted)
    if (available === WAIT) return WAIT
    const format = recogniseFormat(input.held, available < wanted)
    if (format !== undefined) return format
  }
}
