import { expect, test } from 'vitest'
import { DONE, WAIT, type Pull } from './pull.ts'
import { pullThrough, type Step } from './step.ts'

function answers(...sequence: unknown[]): Pull<unknown> {
  let index = 0
  return () => (index < sequence.length ? sequence[index++] : DONE)
}

const replace = (callback: Step[0]): Step => [callback, 'map']
const keep = (callback: Step[0]): Step => [callback, 'filter']

test('without steps the pull is the one that was given', () => {
  const up = answers(1)
  expect(pullThrough(up, [])).toBe(up)
})

test.each([1, 3, 4, 5, 8, 9])('%d steps are all gone through, in their order', (length) => {
  const steps = Array.from({ length }, (_, step) => replace((item) => `${String(item)}${step}`))
  expect(pullThrough(answers('>'), steps)()).toBe(`>${'012345678'.slice(0, length)}`)
})

test.each([0, 1, 2, 3, 4])(
  'a step that drops an item at place %d asks for the next one',
  (place) => {
    const steps = Array.from({ length: 5 }, () => replace((item) => item))
    steps[place] = keep((item) => item !== 'no')
    expect(pullThrough(answers('no', 'no', 'yes'), steps)()).toBe('yes')
  },
)

test('each step counts the items that reach it', () => {
  const seen: string[] = []
  const pull = pullThrough(answers('a', 'b', 'c', 'd'), [
    keep((item, index) => seen.push(`first ${String(item)}${index}`) && index % 2 === 1),
    replace((item, index) => seen.push(`second ${String(item)}${index}`)),
  ])
  while (pull() !== DONE);
  expect(seen).toEqual(['first a0', 'first b1', 'second b0', 'first c2', 'first d3', 'second d1'])
})

test('`WAIT` passes without touching a callback or an index', () => {
  const seen: unknown[] = []
  const pull = pullThrough(answers(WAIT, 'a', WAIT, 'b'), [
    replace((item, index) => seen.push(item, index)),
  ])
  expect([pull(), pull(), pull(), pull(), pull()]).toEqual([WAIT, 2, WAIT, 4, DONE])
  expect(seen).toEqual(['a', 0, 'b', 1])
})

test('a symbol that is neither `WAIT` nor `DONE` is an item', () => {
  const symbol = Symbol('item')
  expect(pullThrough(answers(symbol), [replace((item) => [item])])()).toEqual([symbol])
})
