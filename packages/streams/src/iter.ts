export { fromStreamIter, type FromStreamIterOptions } from './fromStreamIter.ts'
export { toStreamIter, type ToStreamIterOptions } from './toStreamIter.ts'
