import type { Kind } from './source.ts'

/**
 * Which kind of generator function something is, `undefined` if it is none. Told from the function
 * itself: calling it to see what it returns would begin a run.
 */
export function generatorKind(value: unknown): Kind | undefined {
  const tag: unknown = Object(value)[Symbol.toStringTag]
  if (tag === 'GeneratorFunction') return 'sync'
  return tag === 'AsyncGeneratorFunction' ? 'async' : undefined
}
