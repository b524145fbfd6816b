export { fromReadable, type FromReadableOptions } from './fromReadable.ts'
export { through } from './through.ts'
export { toReadable, type ToReadableOptions } from './toReadable.ts'
export { writeTo, type WriteToOptions } from './writeTo.ts'
