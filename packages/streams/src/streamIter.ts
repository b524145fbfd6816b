/** What is used of Node's `node:stream/iter`, which is experimental and has no types yet. */
export interface StreamIter {
  /** Whatever Node takes as a source, as batches. */
  from(source: unknown): AsyncIterable<readonly Uint8Array[]>
}

/**
 * Node's `node:stream/iter`. It is there with the flag `--experimental-stream-iter`, from Node 24.20 on. Asked of
 * the module itself, since what it puts on streams is there without the flag, too, and throws.
 * @throws Error with the code `ERR_UNKNOWN_BUILTIN_MODULE` where there is none
 */
export function streamIter(caller: string): StreamIter {
  const found = process.getBuiltinModule('node:stream/iter') as StreamIter | undefined
  if (found !== undefined) return found
  throw Object.assign(
    new Error(
      `${caller}: Node ${process.versions.node} has no node:stream/iter here. It needs Node 24.20 or ` +
        '26, started with --experimental-stream-iter',
    ),
    { code: 'ERR_UNKNOWN_BUILTIN_MODULE' },
  )
}
