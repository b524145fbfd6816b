import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Queue } from './queue.ts'

test('whatever comes and goes, a queue answers as an array does', () => {
  const call = fc.oneof(
    fc.record({ name: fc.constant('push' as const), item: fc.anything() }),
    fc.record({ name: fc.constantFrom('shift' as const, 'peek' as const) }),
  )
  fc.assert(
    fc.property(fc.array(call, { maxLength: 100 }), (calls) => {
      const queue = new Queue<unknown>()
      const model: unknown[] = []
      for (const one of calls) {
        if (one.name === 'push') {
          queue.push(one.item)
          model.push(one.item)
        }
        const answers =
          one.name === 'shift' ? [queue.shift(), model.shift()] : [queue.peek(), model[0]]
        expect(answers[0]).toBe(answers[1])
        expect(queue.length).toBe(model.length)
      }
    }),
  )
})
