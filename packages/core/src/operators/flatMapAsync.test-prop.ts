import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { flatMapAsync } from './flatMapAsync.ts'

test('`flatMapAsync` is that of arrays, or loses nothing but the order, whatever settles first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.array(fc.nat(100), { maxLength: 4 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (scheduler, arrays, concurrency, ordered) => {
        let open = 0
        const flat = flatMapAsync(
          async function* (array: number[], index: number) {
            expect(++open).toBeLessThanOrEqual(concurrency)
            for (const item of array) {
              await scheduler.schedule(Promise.resolve())
              yield [index, item]
            }
            open--
          },
          { concurrency, ordered },
        )
        const items = await scheduler.waitFor(pipe(arrays, flat, toArray()))
        const expected = arrays.flatMap((array, index) => array.map((item) => [index, item]))
        // Each source keeps its own order in any case; sorting is stable.
        if (!ordered) items.sort(([a = 0], [b = 0]) => a - b)
        expect(items).toEqual(expected)
      },
    ),
  )
})
