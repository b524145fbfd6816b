import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Heap } from './heap.ts'

test('a heap gives back in order what it was given in any', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), (commands) => {
      const heap = new Heap<{ n: number }>((one, other) => one.n < other.n)
      const popped: [number | undefined, number | undefined][] = []
      let model: number[] = []
      for (const n of commands) {
        if (n === null) {
          popped.push([heap.pop()?.n, model.shift()])
        } else {
          heap.push({ n })
          model = [...model, n].toSorted((a, b) => a - b)
        }
        expect(heap.length).toBe(model.length)
      }
      expect(popped.map(([n]) => n)).toEqual(popped.map(([, n]) => n))
    }),
  )
})
