import { expect, test } from 'vitest'
import { Seq } from '../kernel/seq.ts'
import { recorded } from '../testSupport.ts'
import { checkIterable, pullCombined } from './pullCombined.ts'

test('the sources are read to their ends, one after the other, when the first item is asked for', () => {
  const events: string[] = []
  const sources = [recorded([1, 2], events, 'a'), recorded([3], events, 'b')]
  const combined = new Seq((run) => pullCombined(sources, run, (pools) => [pools]))
  const iterator = combined[Symbol.iterator]()
  expect(events).toEqual([])
  expect(iterator.next().value).toEqual([[1, 2], [3]])
  expect(events).toEqual([
    'a opened',
    'a asked',
    'a asked',
    'a asked',
    'b opened',
    'b asked',
    'b asked',
  ])
  expect(iterator.next().done).toBe(true)
})

test('what is combined is not computed before it is asked for', () => {
  let computed = 0
  function* endless(): Generator<number> {
    for (;;) yield computed++
  }
  const iterator = new Seq((run) => pullCombined([[1]], run, endless))[Symbol.iterator]()
  iterator.next()
  expect(computed).toBe(1)
  iterator.next()
  expect(computed).toBe(2)
})

test('only what is iterable at once can be combined', () => {
  expect(() => checkIterable('product', 'source 1', [])).not.toThrow()
  for (const value of [5, (async function* () {})()]) {
    expect(() => checkIterable('product', 'source 1', value)).toThrow(
      /^product: source 1 must be an Iterable/u,
    )
  }
})
