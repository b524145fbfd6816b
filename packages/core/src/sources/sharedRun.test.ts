import { describe, expect, test } from 'vitest'
import { Execution } from '../kernel/execution.ts'
import { DONE, noItem, WAIT, type Pull } from '../kernel/pull.ts'
import { stopClock } from '../testSupport.ts'
import { range } from './range.ts'
import { SharedRun, type Sharing } from './sharedRun.ts'

stopClock()

const ITEMS = 100
const LIMIT = 5

/** Readers of one run over 100 numbers, as pulls, and the most that was held after any of them. */
function readersOf(count: number, sharing: Partial<Sharing>) {
  const shared = new SharedRun(range(0, ITEMS), {
    kind: 'sync',
    limit: LIMIT,
    policy: 'drop-oldest',
    overflow: 'too far ahead',
    ...sharing,
  })
  let most = 0
  const executions = Array.from({ length: count }, () => {
    const reader = shared.join()
    return new Execution<number>((run) => {
      const pull = shared.read(reader, run)
      return () => {
        const answer = pull()
        most = Math.max(most, shared.held)
        return answer
      }
    }, sharing.kind ?? 'sync')
  })
  return { shared, executions, most: () => most }
}

function drain(pull: Pull<number>): number {
  let items = 0
  while (!noItem(pull())) items++
  return items
}

describe('what is held', () => {
  test.each(['drop-oldest', 'drop-newest'] as const)(
    'is at most `limit` items with an idle reader under `%s`',
    (policy) => {
      const { shared, executions, most } = readersOf(2, { policy })
      expect(executions[0] && drain(executions[0].pull)).toBe(ITEMS)
      expect([most(), shared.held]).toEqual([LIMIT, LIMIT])
      void executions[1]?.close()
      expect(shared.held).toBe(0)
    },
  )

  test('is one more under `throw`, as the source was asked whether it goes on', () => {
    const { shared, executions, most } = readersOf(2, { policy: 'throw' })
    expect(() => executions[0] && drain(executions[0].pull)).toThrow('too far ahead')
    expect([most(), shared.held]).toEqual([LIMIT, LIMIT + 1])
    expect(executions[1] && drain(executions[1].pull)).toBe(ITEMS)
    expect(shared.held).toBe(0)
  })

  test('does not grow with the number of readers', () => {
    const { shared, executions, most } = readersOf(50, {})
    for (let item = 0; item < LIMIT; item++) executions[0]?.pull()
    expect([shared.held, most()]).toEqual([LIMIT, LIMIT])
  })

  test('is nothing with readers in lockstep', () => {
    const { executions, shared } = readersOf(3, { limit: 1 })
    for (let item = 0; item < ITEMS; item++) {
      expect(executions.map(({ pull }) => pull())).toEqual([item, item, item])
      expect(shared.held).toBe(0)
    }
    expect(executions.map(({ pull }) => pull())).toEqual([DONE, DONE, DONE])
  })

  test('is what is remembered, once, with any number of readers', () => {
    const { shared, executions } = readersOf(3, {
      remembers: true,
      policy: 'throw',
      limit: ITEMS,
    })
    expect(executions.map(({ pull }) => drain(pull))).toEqual([ITEMS, ITEMS, ITEMS])
    expect([shared.held, shared.isOver, shared.wasLeft]).toEqual([ITEMS, true, false])
  })
})

test('who waits for room is woken when there is room for all, and not each time that one has some', () => {
  const { executions } = readersOf(4, { kind: 'async', policy: 'wait', limit: 1 })
  const [ahead, ...slow] = executions
  let wakes = 0
  expect([ahead?.pull(), ahead?.pull()]).toEqual([0, WAIT])
  ahead?.watch(() => wakes++)
  expect(slow.map(({ pull }) => [pull(), wakes])).toEqual([
    [0, 0],
    [0, 0],
    [0, 1],
  ])
  expect(ahead?.pull()).toBe(1)
})
