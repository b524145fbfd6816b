import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Backlog } from './backlog.ts'

const LIMIT = 3

/** Whose turn it is: to take what waits, or to bring the next item if nothing does. */
const turns = fc.array(fc.nat(2), { maxLength: 60 })

test.each(['drop-oldest', 'drop-newest'] as const)(
  'under `%s`, readers get what an array for each of them would hold, and nothing else is held',
  (overflow) => {
    fc.assert(
      fc.property(turns, fc.nat(60), (steps, leaveAt) => {
        const backlog = new Backlog<number>(LIMIT, overflow)
        const readers = [0, 1, 2].map(() => ({ place: backlog.enter(), waiting: [] as number[] }))
        const taken: unknown[][] = []
        let brought = 0
        for (const [index, step] of steps.entries()) {
          const reader = readers[step % readers.length]
          if (reader === undefined) return
          if (index === leaveAt && readers.length > 1) {
            backlog.leave(reader.place)
            readers.splice(readers.indexOf(reader), 1)
          } else if (reader.place.length > 0) {
            taken.push([backlog.shift(reader.place), reader.waiting.shift()])
          } else {
            const item = brought++
            backlog.push(item, reader.place)
            for (const { waiting } of readers.filter((other) => other !== reader)) {
              if (waiting.length < LIMIT) waiting.push(item)
              else if (overflow === 'drop-oldest')
                waiting.splice(0, LIMIT, ...waiting.slice(1), item)
            }
          }
          const held = new Set(readers.flatMap(({ waiting }) => waiting))
          expect(backlog.held).toBe(held.size)
          expect(readers.map(({ place }) => place.length)).toEqual(
            readers.map(({ waiting }) => waiting.length),
          )
        }
        for (const [item, expected] of taken) expect(item).toBe(expected)
      }),
    )
  },
)
