export { bytes, type BytesOptions } from './bytes.ts'
export { decompress, type DecompressOptions } from './decompress.ts'
export { glob, type GlobOptions } from './glob.ts'
export {
  CorruptInputError,
  LineTooLongError,
  TruncatedInputError,
  type Place,
} from './inputErrors.ts'
export { lines, type FileInput, type LinesOptions } from './lines.ts'
export { splitLines, type SplitLinesOptions } from './splitLines.ts'
