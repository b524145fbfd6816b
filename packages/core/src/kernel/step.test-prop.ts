import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from './pipe.ts'
import { drop } from '../operators/drop.ts'
import { filter } from '../operators/filter.ts'
import { map } from '../operators/map.ts'
import { toArray } from '../sinks/toArray.ts'
import { dripping } from '../testSupport.ts'

const apply = pipe as unknown as (...values: unknown[]) => unknown

/** What a step does with an item: the index is part of it, so that a wrong one shows. */
const callbacks = {
  add: (n: number, index: number) => n * 3 + index,
  most: (n: number, index: number) => (n + index) % 3 !== 0,
  half: (n: number, index: number) => (n + index) % 2 === 0,
}
const name = fc.constantFrom('add' as const, 'most' as const, 'half' as const)

function onArray(items: number[], names: readonly (keyof typeof callbacks)[]): number[] {
  return names.reduce(
    (before, step) => (step === 'add' ? before.map(callbacks.add) : before.filter(callbacks[step])),
    items,
  )
}

const toOperator = (step: keyof typeof callbacks) =>
  step === 'add' ? map(callbacks.add) : filter(callbacks[step])

test('any run of map and filter does what the methods of arrays do, indices included', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1000)),
      fc.array(name, { maxLength: 10 }),
      async (items, names) => {
        const stages = [...names.map(toOperator), toArray()]
        const expected = onArray(items, names)
        expect(apply(items, ...stages)).toEqual(expected)
        expect(
          apply(
            new Set(items.entries()),
            map(([, n]: [number, number]) => n),
            ...stages,
          ),
        ).toEqual(expected)
        expect(await apply(dripping(items), ...stages)).toEqual(expected)
      },
    ),
  )
})

test('an operator between two runs of steps starts their indices anew', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000)),
      fc.array(name, { maxLength: 6 }),
      fc.nat(5),
      fc.array(name, { maxLength: 6 }),
      (items, before, dropped, after) => {
        const result = apply(
          items,
          ...before.map(toOperator),
          drop(dropped),
          ...after.map(toOperator),
          toArray(),
        )
        expect(result).toEqual(onArray(onArray(items, before).slice(dropped), after))
      },
    ),
  )
})
