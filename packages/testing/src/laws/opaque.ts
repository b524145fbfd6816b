import assert from 'node:assert/strict'
import type { Source } from '@rivulet/core'
import { walk } from '../pipelines/walk.ts'

/** Law 14: what comes out is what went in, one by one and by identity. */
export async function expectUntouched(
  build: (source: Source) => unknown,
  source: Source,
  values: readonly unknown[],
): Promise<void> {
  const iteration = walk(build(source) as Source)
  for (const [index, value] of values.entries()) {
    const { done, value: delivered } = await iteration.next()
    assert(!done, `value ${index} did not come`)
    assert(Object.is(delivered, value), `value ${index} was changed`)
  }
  assert((await iteration.next()).done, 'something came after the last value')
}
