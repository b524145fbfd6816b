import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { mergedOverWire } from '../testSupport.ts'
import { count } from './count.ts'
import { countBy } from './countBy.ts'

const words = fc.array(fc.array(fc.string({ maxLength: 2 })))

test('`count` of any parts merges into that of one pass', () => {
  fc.assert(
    fc.property(words, (parts) => {
      expect(mergedOverWire(count(), parts)).toBe(pipe(parts.flat(), count()))
    }),
  )
})

test('`countBy` of any parts merges into that of one pass, in the same order', () => {
  const byWord = countBy((word: string) => word)
  fc.assert(
    fc.property(words, (parts) => {
      expect([...mergedOverWire(byWord, parts)]).toEqual([...pipe(parts.flat(), byWord)])
    }),
  )
})

test('`countBy` counts as a plain loop does', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 })), (all) => {
      const expected = new Map<string, number>()
      for (const word of all) expected.set(word, (expected.get(word) ?? 0) + 1)
      expect([
        ...pipe(
          all,
          countBy((word) => word),
        ),
      ]).toEqual([...expected])
    }),
  )
})
