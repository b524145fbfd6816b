import { operator, type Many, type Operator } from '@rivulet/core'
import * as zlib from 'node:zlib'
import { checkBoolean, checkOneOf, checkOptions, checkWhole } from './check.ts'
import { pullEngine, type Engine } from './engine.ts'
import { Input } from './input.ts'
import { zstd } from './zstd.ts'

/**
 * The options of {@link compress}.
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { compress, decompress, splitLines, type CompressOptions } from '@rivulet/files'
 *
 * // For everything that is read while it is written: each event goes out when it is there.
 * const live: CompressOptions = { format: 'gzip', level: 1, flush: true }
 * const events = pipe(['data: 1\n', 'data: 2\n'], compress(live))
 * console.log(await pipe(events, decompress(), splitLines(), toArray())) // ['data: 1', 'data: 2']
 * ```
 */
export interface CompressOptions {
  /**
   * The format to write. `deflate` has a zlib header, as in HTTP. `zstd` needs Node 22.15.
   * @default 'gzip'
   */
  readonly format?: 'gzip' | 'deflate' | 'brotli' | 'zstd'
  /**
   * How hard to try: a whole number from 0 to 9 for gzip and deflate, from 0 to 11 for brotli, from 1 to 22 for
   * zstd. More is smaller and slower.
   * @default 6 for gzip, deflate and brotli, 3 for zstd
   */
  readonly level?: number | undefined
  /**
   * Whether what is compressed of a chunk is delivered before the next one is asked for: for a body that is
   * read while it is written. It costs some of the compression.
   * @default false
   */
  readonly flush?: boolean
}

type Format = NonNullable<CompressOptions['format']>

type Compressor = Engine & Pick<zlib.Zlib, 'flush'>

/** How a format is written. */
interface Writer {
  readonly levels: readonly [least: number, most: number, usual: number]
  create(level: number): Compressor
  /** What makes the engine deliver all that it has. */
  flushKind(): number
}

const chunkSize = 64 * 1024

const FORMATS = ['gzip', 'deflate', 'brotli', 'zstd'] as const

const { BROTLI_OPERATION_FLUSH, BROTLI_PARAM_QUALITY, Z_SYNC_FLUSH } = zlib.constants

const WRITERS: Readonly<Record<Format, Writer>> = {
  gzip: {
    levels: [0, 9, 6],
    create: (level) => zlib.createGzip({ level, chunkSize }),
    flushKind: () => Z_SYNC_FLUSH,
  },
  deflate: {
    levels: [0, 9, 6],
    create: (level) => zlib.createDeflate({ level, chunkSize }),
    flushKind: () => Z_SYNC_FLUSH,
  },
  brotli: {
    // Node's own default is 11, which is meant for what is compressed once and served for years.
    levels: [0, 11, 6],
    create: (level) =>
      zlib.createBrotliCompress({ chunkSize, params: { [BROTLI_PARAM_QUALITY]: level } }),
    flushKind: () => BROTLI_OPERATION_FLUSH,
  },
  zstd: {
    levels: [1, 22, 3],
    create: (level) => {
      const { constants, createZstdCompress } = zstd()
      const { ZSTD_c_checksumFlag, ZSTD_c_compressionLevel } = constants
      // With the checksum that the `zstd` program writes too: without it damage goes unnoticed.
      const params = { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 }
      return createZstdCompress({ chunkSize, params })
    },
    flushKind: () => zstd().constants.ZSTD_e_flush,
  },
}

/**
 * Compresses bytes or text, which counts as UTF-8. Without any input the result is a whole file of nothing. The
 * same input in the same chunks gives the same bytes: gzip's header holds neither a time nor a name.
 * @throws TypeError or RangeError for a bad argument, `UnsupportedFormatError` for zstd on a Node that has none
 *
 * @example
 * ```ts
 * import { pipe, toArray } from '@rivulet/core'
 * import { compress, decompress, splitLines } from '@rivulet/files'
 *
 * const there = compress({ format: 'gzip', level: 9 })
 * const again = pipe(['one\n', 'two\n'], there, decompress(), splitLines(), toArray())
 * console.log(await again) // ['one', 'two']
 * ```
 */
export function compress(
  options: CompressOptions = {},
): Operator<Uint8Array | string, Many<Buffer>, 'async'> {
  checkOptions('compress', options)
  const { format = 'gzip', flush } = options
  checkOneOf('compress', 'format', format, FORMATS)
  const writer = WRITERS[format]
  const [least, most, usual] = writer.levels
  const { level = usual } = options
  checkWhole('compress', `level of ${format}`, level, least, most)
  checkBoolean('compress', 'flush', flush)
  if (format === 'zstd') zstd()
  return operator<Uint8Array | string, Buffer, 'async'>(
    (up, run) => {
      const input = new Input(up)
      const engine = writer.create(level)
      const { pull, close } = pullEngine(engine, () => input.chunk(), run, {
        write: (chunk, onUsed) => {
          engine.write(chunk, () => (flush ? engine.flush(writer.flushKind(), onUsed) : onUsed()))
        },
      })
      run.defer(close)
      return pull
    },
    { kind: 'async' },
  )
}
