import { aggregate, countBy, forEach, map, pipe, reduce, toArray, type Source } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { stagesUnder } from '../registry/index.ts'
import { overBatches, flavours, overSync } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { giving } from '../sources/script.ts'
import { expectUntouched } from './opaque.ts'

const rejected = Promise.reject(new Error('a value among others'))
rejected.catch(() => {})

const values: readonly unknown[] = [
  undefined,
  null,
  0,
  -0,
  '',
  Number.NaN,
  false,
  0n,
  Promise.resolve('a promise'),
  rejected,
  new Promise(() => {}),
  () => 'a function',
  Symbol('a symbol'),
  [],
  [undefined],
  { done: true, value: 'what looks like the end' },
  // oxlint-disable-next-line unicorn/no-thenable -- what looks like a promise is the case in point
  { then: (resolve: (value: string) => void) => resolve('what looks like a promise') },
  // oxlint-disable-next-line unicorn/no-thenable -- so is what looks less like one
  { then: 'not even a function' },
  new Error('an error'),
  undefined,
]

/** An async generator gives the value of a promise, and not the promise. */
async function* unwrapping(source: Source): AsyncGenerator {
  for await (const item of source) yield item
}

const passing = stagesUnder().flatMap(([, registration]) => registration.passing ?? [])

describe.each(flavours)('over $title', (flavour) => {
  it.each(passing)('$title passes every value through untouched', async ({ build }) => {
    const sources = new OpenedSources(flavour)
    const source = sources.play(giving(values))
    await expectUntouched((from) => build(from as never, sources.inner), source, values)
  })

  it('toArray collects every value untouched', async () => {
    const { source } = flavour.open(giving(values))
    const items: readonly unknown[] = await pipe(source, toArray())
    await expectUntouched((from) => from, items, values)
  })

  it('forEach, reduce, countBy and aggregate see every value untouched', async () => {
    const seen: unknown[][] = [[], [], [], []]
    const see = (place: number) => (item: unknown) => {
      seen[place]?.push(item)
    }
    await pipe(flavour.open(giving(values)).source, forEach(see(0)))
    await pipe(
      flavour.open(giving(values)).source,
      reduce((all: null, item: unknown) => {
        see(1)(item)
        return all
      }, null),
    )
    await pipe(flavour.open(giving(values)).source, countBy(see(2)))
    await pipe(
      flavour.open(giving(values)).source,
      aggregate({
        init: () => null,
        step: (state: null, item: unknown) => {
          see(3)(item)
          return state
        },
        merge: (left) => left,
        finish: (state) => state,
      }),
    )
    for (const items of seen) await expectUntouched((from) => from, items, values)
  })
})

describe('the law of opaque values', () => {
  const thenable = values.slice(16, 17)

  it('catches an adapter that waits for a promise among the items', async () => {
    const { source } = overSync.open(giving(thenable))
    await expect(expectUntouched(unwrapping, source, thenable)).rejects.toThrow(
      'value 0 was changed',
    )
  })

  it('catches an operator that loses what is falsy', async () => {
    const { source } = overBatches.open(giving([undefined]))
    const falsy = map((item: unknown) => item || 'default')
    await expect(expectUntouched((from) => pipe(from, falsy), source, [undefined])).rejects.toThrow(
      'value 0 was changed',
    )
  })

  it('tells 0 from -0', async () => {
    await expect(expectUntouched((from) => from, [0], [-0])).rejects.toThrow('value 0 was changed')
  })
})
