import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { toArray } from '../sinks/toArray.ts'
import { range } from '../sources/range.ts'
import { dripping, recorded, silent } from '../testSupport.ts'
import { chunks } from './chunks.ts'
import { progress, type Progress, type ProgressOptions } from './progress.ts'
import { take } from './take.ts'
import { tap } from './tap.ts'
import { withSignal } from './withSignal.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The operator, and what it reports. */
function reporting(options: Omit<ProgressOptions, 'onProgress'> = {}) {
  const reports: Progress[] = []
  const report = progress<unknown>({
    ...options,
    onProgress: (progressNow) => reports.push(progressNow),
  })
  return { reports, report }
}

const taking = (milliseconds: number) => tap(() => vi.advanceTimersByTime(milliseconds))
const states = (reports: readonly Progress[]) => reports.map(({ state, count }) => [state, count])

describe('the end is reported once', () => {
  test('when the source has ended, before a later stage delivers the rest', () => {
    const { reports, report } = reporting()
    const iterator = pipe([1, 2, 3], report, chunks(2))[Symbol.iterator]()
    iterator.next()
    expect(states(reports)).toEqual([])
    iterator.next()
    expect(states(reports)).toEqual([['complete', 3]])
    iterator.next()
    expect(states(reports)).toEqual([['complete', 3]])
  })

  test('when a stage has enough', () => {
    const { reports, report } = reporting()
    pipe(range(0, Infinity), report, take(2), toArray())
    expect(states(reports)).toEqual([['stopped', 2]])
  })

  test('when the loop is left, before the source is closed', async () => {
    const events: string[] = []
    const source = recorded([1, 2], events)
    const onProgress = ({ state }: Progress) => events.push(state)
    for (const _ of pipe(source, progress({ onProgress }))) break
    expect(events.slice(-2)).toEqual(['stopped', 'source closed'])
  })

  test('when the source fails, and the error passes', () => {
    const { reports, report } = reporting()
    const broken = tap(() => {
      throw new Error('broken')
    })
    expect(() => pipe([1], broken, report, toArray())).toThrow('broken')
    expect(states(reports)).toEqual([['stopped', 0]])
  })

  test('when it is aborted', async () => {
    const { reports, report } = reporting()
    const controller = new AbortController()
    const pending = pipe(silent(), report, withSignal(controller.signal), toArray())
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    expect(states(reports)).toEqual([['stopped', 0]])
  })

  test('of a source without items, and in each run', async () => {
    const { reports, report } = reporting()
    pipe([], report, toArray())
    await pipe(dripping([]), report, toArray())
    expect(states(reports)).toEqual([
      ['complete', 0],
      ['complete', 0],
    ])
  })
})

describe('on the way it is reported', () => {
  test('as soon as the interval is over, and an item comes', async () => {
    const { reports, report } = reporting({ everyMs: 100 })
    expect(pipe(range(0, 7), taking(40), report, toArray())).toHaveLength(7)
    expect(states(reports)).toEqual([
      ['running', 3],
      ['running', 6],
      ['complete', 7],
    ])
  })

  test('in an asynchronous pipeline as well', async () => {
    const { reports, report } = reporting({ everyMs: 100 })
    expect(await pipe(dripping(range(0, 4)), taking(40), report, toArray())).toHaveLength(4)
    expect(states(reports)).toEqual([
      ['running', 3],
      ['complete', 4],
    ])
  })

  test('at once after a wait, however fast the items before it were', async () => {
    const { reports, report } = reporting({ everyMs: 100 })
    const source = async function* () {
      for (let n = 0; n < 3; n++) {
        yield* range(0, 100)
        vi.advanceTimersByTime(100)
      }
    }
    await pipe(source(), report, toArray())
    expect(states(reports)).toEqual([
      ['running', 101],
      ['running', 201],
      ['complete', 300],
    ])
  })

  test('at each item with an interval of 0, when they take their time', () => {
    const { reports, report } = reporting({ everyMs: 0 })
    pipe(range(0, 3), taking(1), report, toArray())
    expect(states(reports).slice(0, -1)).toEqual([1, 2, 3].map((count) => ['running', count]))
  })

  test('never with an interval of Infinity', () => {
    const { reports, report } = reporting({ everyMs: Infinity })
    pipe(range(0, 10), taking(10_000), report, toArray())
    expect(states(reports)).toEqual([['complete', 10]])
  })
})

describe('the clock', () => {
  test('is read about once in 64 items that come fast', () => {
    const now = vi.spyOn(performance, 'now')
    const { report } = reporting()
    pipe(range(0, 6400), report, toArray())
    expect(now.mock.calls.length).toBeLessThan(115)
    now.mockRestore()
  })

  test('is read at each item again after one that took long', () => {
    const { reports, report } = reporting({ everyMs: 100 })
    const slowAfter = tap((_: number, index) => vi.advanceTimersByTime(index < 1000 ? 0 : 100))
    pipe(range(0, 1100), slowAfter, report, toArray())
    const counts = reports.map(({ count }) => count)
    expect(counts[0]).toBeLessThanOrEqual(1064)
    expect(counts.slice(0, -1)).toEqual(counts.slice(0, -1).map((_, n) => (counts[0] ?? 0) + n))
    expect(counts.length).toBeGreaterThan(30)
  })
})

describe('a report', () => {
  test('has the rate, and with a total the time that is left at it', () => {
    const { reports, report } = reporting({ everyMs: 1000, total: 10 })
    pipe(range(0, 4), taking(500), report, toArray())
    expect(reports).toEqual([
      { count: 2, total: 10, elapsedMs: 1000, perSecond: 2, remainingMs: 4000, state: 'running' },
      { count: 4, total: 10, elapsedMs: 2000, perSecond: 2, remainingMs: 3000, state: 'running' },
      { count: 4, total: 10, elapsedMs: 2000, perSecond: 2, remainingMs: 0, state: 'complete' },
    ])
  })

  test('has no time left if there is no total', () => {
    const { reports, report } = reporting({ everyMs: 1000 })
    pipe([1], taking(1000), report, toArray())
    expect(reports[0]).toMatchObject({ total: undefined, remainingMs: undefined })
  })

  test('has nothing left when more came than were expected', () => {
    const { reports, report } = reporting({ everyMs: 1000, total: 1 })
    pipe([1, 2], taking(500), report, toArray())
    expect(reports[0]).toMatchObject({ count: 2, total: 1, remainingMs: 0 })
  })

  test('has finite numbers before the clock has moved', () => {
    const { reports, report } = reporting({ everyMs: 0, total: 5 })
    pipe([1], report, take(1), toArray())
    expect(reports[0]).toMatchObject({ count: 1, perSecond: 0, remainingMs: undefined })
  })
})

describe('an error of the callback', () => {
  const onProgress = (): never => {
    throw new Error('callback')
  }

  test('ends the pipeline and closes the source', () => {
    const source = recorded([1, 2])
    expect(() => pipe(source, progress({ everyMs: 0, onProgress }), toArray())).toThrow('callback')
    expect(source.events.at(-1)).toBe('source closed')
  })

  test('comes out of a loop that is left', () => {
    const source = recorded([1, 2])
    expect(() => {
      for (const _ of pipe(source, progress({ onProgress }))) break
    }).toThrow('callback')
    expect(source.events.at(-1)).toBe('source closed')
  })
})

describe('a bad option', () => {
  const onProgress = (): void => {}

  test.each([-1, 1.5, Infinity])('as a total of %d is a RangeError at the call', (total) => {
    expect(() => progress({ onProgress, total })).toThrow(
      new RangeError(`progress: total must be a whole number of at least 0, got ${total}`),
    )
  })

  test.each([-1, 0.5])('as an interval of %d is a RangeError at the call', (everyMs) => {
    expect(() => progress({ onProgress, everyMs })).toThrow(
      new RangeError(
        `progress: everyMs must be a whole number of at least 0, or Infinity, got ${everyMs}`,
      ),
    )
  })

  test('of the wrong shape is a TypeError at the call', () => {
    // @ts-expect-error the options are required
    expect(() => progress()).toThrow(
      new TypeError('progress: options must be an object, got undefined'),
    )
    // @ts-expect-error the callback is required
    expect(() => progress({})).toThrow(
      new TypeError('progress: onProgress must be a function, got undefined'),
    )
    // @ts-expect-error a number is required
    expect(() => progress({ onProgress, total: '10' })).toThrow(TypeError)
  })
})
