export { bytes, type BytesOptions } from './bytes.ts'
export { compress, type CompressOptions } from './compress.ts'
export { decompress, type DecompressOptions } from './decompress.ts'
export { follow, type FollowOptions } from './follow.ts'
export { glob, type GlobOptions } from './glob.ts'
export type { FileInput } from './fileInputs.ts'
export {
  CheckpointError,
  CorruptInputError,
  InvalidUtf8Error,
  LineTooLongError,
  TruncatedInputError,
  UnsupportedFormatError,
  type LinePlace,
  type Place,
} from './inputErrors.ts'
export { InvalidJsonError } from './invalidJsonError.ts'
export type { Checkpoint, Line } from './line.ts'
export { lines, type LinesInput, type LinesOptions } from './lines.ts'
export { ndjson, type NdjsonOptions } from './ndjson.ts'
export { splitLines, type SplitLinesOptions } from './splitLines.ts'
export { toFile, type ToFileOptions, type WrittenFile } from './toFile.ts'
export { toLines } from './toLines.ts'
export { toNdjson } from './toNdjson.ts'
