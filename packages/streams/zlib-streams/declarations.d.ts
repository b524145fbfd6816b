/**
 * The npm package `zlib-streams`, as it is in version 1.0.4: compression streams of the Web, in
 * WebAssembly. `node:zlib` is the engine to prefer; this one is for what that lacks, such as Deflate64.
 */
declare module 'zlib-streams/zlib-streams.js' {
  import type { TransformStream } from 'node:stream/web'

  /** How the streams are tuned. */
  export interface ZlibStreamsOptions {
    /**
     * From 0, which is fast, to 9, which is small. For compression only.
     * @default -1, which zlib takes for 6
     */
    readonly level?: number
    /**
     * The largest chunk that comes out, in bytes.
     * @default 65536
     */
    readonly outBuffer?: number
    /**
     * How much is copied into the memory of the WebAssembly at once, in bytes.
     * @default 65536
     */
    readonly inBufferSize?: number
  }

  /** The formats that can be written. `deflate` is that of zlib, with a header and a checksum. */
  export type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip'

  /** The formats that can be read. `deflate64-raw` is what some ZIP archives hold. */
  export type DecompressionFormat = CompressionFormat | 'deflate64-raw'

  /**
   * Gives the package its engine: the exports of `zlib-streams/zlib-streams.wasm`. To be called once,
   * before a stream is made.
   * @throws Error if they are those of another module
   */
  export function setWasmExports(exports: object): void

  /**
   * Compresses. `new` gives a `TransformStream`, not an instance of this class.
   *
   * A stream that is cancelled or aborted **never frees its memory** in the WebAssembly, which does not
   * grow: after some dozens of them no stream works any more (`init failed`, `process error`). That goes
   * for a run of `through` that is left early, as by `take` or `break`, or that fails. Read to the end,
   * or use `createGzip` and `createDeflate` of `node:zlib`.
   */
  export const CompressionStreamZlib: new (
    format?: CompressionFormat,
    options?: ZlibStreamsOptions,
  ) => TransformStream<Uint8Array, Uint8Array>

  /**
   * Decompresses. `new` gives a `TransformStream`, not an instance of this class.
   *
   * Of a gzip of several members, such as `cat a.gz b.gz` or a log that is appended to, it gives
   * **only the first, and no error**. `createGunzip` of `node:zlib` reads all of them.
   *
   * A stream that is cancelled or aborted **never frees its memory** in the WebAssembly, which does not
   * grow: after about a hundred of them no stream works any more (`init failed`, `process error`). That
   * goes for a run of `through` that is left early, as by `take` or `break`, or that fails. Read to the
   * end, or use `node:zlib`.
   */
  export const DecompressionStreamZlib: new (
    format?: DecompressionFormat,
    options?: ZlibStreamsOptions,
  ) => TransformStream<Uint8Array, Uint8Array>
}
