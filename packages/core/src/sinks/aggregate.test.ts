import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping } from '../testSupport.ts'
import { aggregate, type Aggregate } from './aggregate.ts'

const mean: Aggregate<number, [sum: number, count: number], number> = {
  init: () => [0, 0],
  step: ([sum, count], n) => [sum + n, count + 1],
  merge: (left, right) => [left[0] + right[0], left[1] + right[1]],
  finish: ([sum, count]) => sum / count,
}

test('is a sink for both kinds of pipeline', async () => {
  expect(pipe([1, 2, 6], aggregate(mean))).toBe(3)
  expect(await pipe(dripping([1, 2, 6]), aggregate(mean))).toBe(3)
})

test('begins with a state of its own in each run', () => {
  const collected = aggregate<string, string[], string>({
    init: () => [],
    step: (state, item) => {
      state.push(item)
      return state
    },
    merge: (left, right) => [...left, ...right],
    finish: (state) => state.join(''),
  })
  expect([pipe('ab', collected), pipe('cd', collected)]).toEqual(['ab', 'cd'])
})

test('finishes the first state of a source without items', () => {
  expect(pipe([], aggregate(mean))).toBeNaN()
})

test('has the parts of its definition, to be split and merged', () => {
  const { init, step, merge, finish } = aggregate(mean)
  expect(finish(merge(step(init(), 1), step(step(init(), 2), 6)))).toBe(3)
})

describe('a bad definition is a TypeError at the call', () => {
  test('one that is no object', () => {
    // @ts-expect-error a definition is required
    expect(() => aggregate()).toThrow(
      new TypeError('aggregate: definition must be an object, got undefined'),
    )
  })

  test.each(['init', 'step', 'merge', 'finish'])('one without `%s`', (part) => {
    expect(() => aggregate({ ...mean, [part]: undefined })).toThrow(
      new TypeError(`aggregate: ${part} must be a function, got undefined`),
    )
  })
})
