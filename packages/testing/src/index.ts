export { latch, type Latch } from './latch.ts'
export { turns } from './turns.ts'

export { activeResources } from './leaks/activeResources.ts'
export { openFileDescriptors } from './leaks/fileDescriptors.ts'
export { growthSince, holdings, type Holdings } from './leaks/growth.ts'
export { countListeners } from './leaks/signalListeners.ts'
export { unhandledRejections } from './leaks/unhandledRejections.ts'

export { asyncSource, type AsyncSourceOptions } from './sources/asyncSource.ts'
export { cursorSource } from './sources/cursorSource.ts'
export { oneShots } from './sources/oneShot.ts'
export { countNexts, countOpen, type RunRecord, type SourceRecord } from './sources/record.ts'
export {
  endless,
  failing,
  failingCleanup,
  giving,
  hanging,
  slowCleanup,
  type Script,
} from './sources/script.ts'
export { cut, inBatches, inBatchesAtOnce, inCursor } from './sources/split.ts'
export { syncSource } from './sources/syncSource.ts'
