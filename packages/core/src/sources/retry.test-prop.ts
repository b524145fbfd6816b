import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { retry } from './retry.ts'

test('wherever a source breaks, `retry` gives every item once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { maxLength: 10 }),
      fc.array(fc.nat(10), { maxLength: 5 }),
      async (items, breaks) => {
        const left = [...breaks]
        const source = retry(
          async function* (begin: number | undefined) {
            for (let index = begin ?? 0; index <= items.length; index++) {
              const broken = left.indexOf(index)
              if (broken !== -1) {
                left.splice(broken, 1)
                throw new Error('broken')
              }
              if (index < items.length) yield items[index]
            }
          },
          { from: (_, index) => index + 1, attempts: Infinity, backoff: () => 0 },
        )
        expect(await pipe(source, toArray())).toEqual(items)
      },
    ),
    { numRuns: 50 },
  )
})
