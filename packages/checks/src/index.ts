export { argumentChecks, type ArgumentChecks } from './argumentChecks.ts'
export { isObject } from './isObject.ts'
