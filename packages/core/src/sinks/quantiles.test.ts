import { describe, expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { range } from '../sources/range.ts'
import { dripping } from '../testSupport.ts'
import { quantiles } from './quantiles.ts'

test('of no items there is none', async () => {
  expect(pipe([], quantiles([0.5, 1]))).toEqual([undefined, undefined])
  expect(await pipe(dripping([]), quantiles([0.5]))).toEqual([undefined])
  expect(pipe([1], quantiles([]))).toEqual([])
})

test('each is within the accuracy of the exact one', async () => {
  const items = [...range(1, 1001)]
  const [least, median, most] = await pipe(dripping(items), quantiles([0, 0.5, 1]))
  expect(Math.abs((least ?? 0) - 1)).toBeLessThanOrEqual(0.0100001)
  expect(Math.abs((median ?? 0) - 500)).toBeLessThanOrEqual(5)
  expect(Math.abs((most ?? 0) - 1000)).toBeLessThanOrEqual(10)
})

test('0 and the infinities are exact, and negative numbers come before them in order', () => {
  const items = [Infinity, 8, 0, -0, -8, -Infinity]
  const results = pipe(items, quantiles([0, 0.2, 0.4, 0.6, 0.8, 1]))
  expect(results.map((n) => Math.round(n ?? Number.NaN))).toEqual([
    -Infinity,
    -8,
    0,
    0,
    8,
    Infinity,
  ])
})

test('the greatest and the least numbers have quantiles too', () => {
  for (const n of [Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** -1022]) {
    const [result = 0] = pipe([n], quantiles([0.5]))
    expect(Math.abs(result / n - 1)).toBeLessThanOrEqual(0.0100001)
  }
  expect(pipe([Number.MIN_VALUE], quantiles([0.5]))).toEqual([Number.MIN_VALUE])
})

test('NaN makes NaN of all', () => {
  expect(pipe([1, Number.NaN, 2], quantiles([0, 1]))).toEqual([Number.NaN, Number.NaN])
})

test('takes the number that `by` gives', () => {
  const [median] = pipe(['a', 'bbb', 'cc'], quantiles([0.5], { by: (text: string) => text.length }))
  expect(median).toBeCloseTo(2, 1)
})

test('memory is bounded by the span of the numbers, as promised', () => {
  const { init, step } = quantiles([0.5])
  const state = init()
  for (const n of range(0, 200_000)) step(state, 10 ** (n / 200_000))
  expect(state.length).toBeLessThanOrEqual(117)
})

describe('bad arguments throw at the call', () => {
  test.each([undefined, 0.5, '0.5', ['0.5']])('probabilities of %j are a TypeError', (value) => {
    expect(() => quantiles(value as never)).toThrow(TypeError)
  })

  test.each([-0.1, 1.1, Number.NaN])('a probability of %s is a RangeError', (probability) => {
    expect(() => quantiles([probability])).toThrow(
      new RangeError(`quantiles: a probability must be a number from 0 to 1, got ${probability}`),
    )
  })

  test.each([0, 0.6, -1, Number.NaN])('an accuracy of %s is a RangeError', (accuracy) => {
    expect(() => quantiles([0.5], { accuracy })).toThrow(
      new RangeError(`quantiles: accuracy must be a number from 0.0001 to 0.5, got ${accuracy}`),
    )
  })

  test('options of the wrong shape are TypeErrors', () => {
    // @ts-expect-error options are an object
    expect(() => quantiles([0.5], null)).toThrow('quantiles: options must be an object, got null')
    // @ts-expect-error a number is required
    expect(() => quantiles([0.5], { accuracy: '1' })).toThrow(TypeError)
    // @ts-expect-error a function is required
    expect(() => quantiles([0.5], { by: 1 })).toThrow('quantiles: by must be a function, got 1')
  })
})
