import { expectTypeOf, test } from 'vitest'
import { pipe, progress, type Flow, type Progress } from '../index.ts'

declare const flow: Flow<string>

test('the items keep their type', () => {
  expectTypeOf(
    pipe(
      flow,
      progress({
        total: 3,
        onProgress: (report) => {
          expectTypeOf(report).toEqualTypeOf<Progress>()
        },
      }),
    ),
  ).toEqualTypeOf<Flow<string>>()
})

test('an async callback is an error, and so is a missing one', () => {
  pipe(
    flow,
    // @ts-expect-error nobody waits for its promise
    progress({ onProgress: async (report) => report.count }),
  )
  // @ts-expect-error the callback is required
  progress({ total: 3 })
})
