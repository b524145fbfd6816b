import { expect, test } from 'vitest'
import { overWire } from '../testSupport.ts'
import { addSum, addTo, valueOf, type CompensatedSum } from './compensatedSum.ts'

function sumOf(numbers: readonly number[]): CompensatedSum {
  const sum: CompensatedSum = [0, 0]
  for (const n of numbers) addTo(sum, n)
  return sum
}

test('carries what rounding loses, whichever of the two numbers is the greater', () => {
  expect(valueOf(sumOf(Array.from({ length: 10 }, () => 0.1)))).toBe(1)
  expect(valueOf(sumOf([1, 1e100, 1, -1e100]))).toBe(2)
  expect(valueOf(sumOf([1e100, 1, -1e100, 1]))).toBe(2)
})

test('what was carried is there after a journey as JSON, and in the sum of two sums', () => {
  const left = sumOf([1, 1e100])
  addSum(left, overWire(sumOf([1, -1e100])))
  expect(valueOf(left)).toBe(2)
})

test('an infinity stays one, and two opposite ones are NaN', () => {
  expect(valueOf(sumOf([1, Infinity, 1]))).toBe(Infinity)
  expect(valueOf(sumOf([Number.MAX_VALUE, Number.MAX_VALUE]))).toBe(Infinity)
  expect(valueOf(sumOf([Infinity, -Infinity]))).toBeNaN()
  expect(valueOf(overWire(sumOf([-Infinity])))).toBe(-Infinity)
})
