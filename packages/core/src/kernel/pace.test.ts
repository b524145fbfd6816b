import { describe, expect, test, vi } from 'vitest'
import { afterTurn, Pace } from './pace.ts'

/** Spends until refused, with a clock that moves by `perItem` milliseconds for each item. */
function itemsBeforeRefusal(pace: Pace, perItem: number, most: number): number {
  let items = 0
  while (items < most) {
    const granted = pace.spend(1)
    if (granted === 0) return items
    items += granted
    vi.advanceTimersByTime(perItem)
  }
  return items
}

describe('Pace', () => {
  test('grants no more than what is wanted', () => {
    const pace = new Pace()
    for (let item = 0; item < 100; item++) pace.spend(1)
    expect(pace.spend(3)).toBeLessThanOrEqual(3)
  })

  test('grants less than what is wanted when its credit is smaller', () => {
    const granted = new Pace().spend(Infinity)
    expect(granted).toBeGreaterThan(0)
    expect(granted).toBeLessThan(Infinity)
  })

  test('refuses a run that has held the event loop for some milliseconds, until it has turned', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      vi.advanceTimersByTime(1000)
      const pace = new Pace()
      await new Promise<void>(afterTurn)
      const items = itemsBeforeRefusal(pace, 0.01, 100_000)
      expect(items).toBeGreaterThan(100) // 1 ms
      expect(items).toBeLessThan(1000) // 10 ms
      expect(pace.spend(1)).toBe(0)
      await new Promise<void>(afterTurn)
      expect(pace.spend(1)).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })

  test('does not read the clock for each item', () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    const pace = new Pace()
    for (let item = 0; item < 10_000; item++) pace.spend(1)
    const reads = clock.mock.calls.length
    clock.mockRestore()
    expect(reads).toBeLessThan(100)
  })
})

test('`afterTurn` lets what is due run before it calls back', async () => {
  const events: string[] = []
  setImmediate(() => events.push('due before'))
  await new Promise<void>((resolve) => {
    afterTurn(() => {
      events.push('called back')
      resolve()
    })
  })
  expect(events).toEqual(['due before', 'called back'])
})
