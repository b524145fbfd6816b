import { deepStrictEqual } from 'node:assert/strict'
import { saveResults } from './saveResults.ts'

/** The times of one variant, in milliseconds. */
export interface Timing {
  readonly name: string
  readonly median: number
  readonly min: number
  readonly max: number
  /** Its median, as a multiple of the first variant's. */
  readonly ratio: number
}

/** The options of {@link compare}. */
export interface CompareOptions {
  /**
   * How often each variant is timed, after one run that is not.
   * @default 11
   */
  readonly rounds?: number
}

/**
 * Times variants of the same work against each other in one process. They take turns in every round,
 * so a machine that slows down slows all of them; the first one is what the others are compared with.
 * All have to give equal results.
 */
export async function compare<R>(
  question: string,
  variants: Readonly<Record<string, () => R | Promise<R>>>,
  { rounds = 11 }: CompareOptions = {},
): Promise<readonly Timing[]> {
  const entries = Object.entries(variants)
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]))
  let expected: R | undefined
  for (const [index, [name, run]] of entries.entries()) {
    const result = await run()
    if (index === 0) expected = result
    else deepStrictEqual(result, expected, `${name} gives another result`)
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of [
      ...entries.slice(round % entries.length),
      ...entries.slice(0, round % entries.length),
    ]) {
      const start = performance.now()
      await run()
      times.get(name)?.push(performance.now() - start)
    }
  }
  const timings = summarise(times)
  report(question, timings)
  return timings
}

function summarise(times: ReadonlyMap<string, readonly number[]>): Timing[] {
  const medians = [...times].map(([name, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    const at = (index: number): number => sorted[index] ?? Number.NaN
    return {
      name,
      median: at(Math.floor(sorted.length / 2)),
      min: at(0),
      max: at(sorted.length - 1),
    }
  })
  const base = medians[0]?.median ?? Number.NaN
  return medians.map((timing) => ({ ...timing, ratio: timing.median / base }))
}

function report(question: string, timings: readonly Timing[]): void {
  console.log(`\n${question}`)
  const width = Math.max(...timings.map(({ name }) => name.length))
  for (const { name, median, min, max, ratio } of timings) {
    const numbers = [median, min, max].map((value) => value.toFixed(1).padStart(8)).join(' ')
    console.log(`  ${name.padEnd(width)} ${numbers} ms  ×${ratio.toFixed(2)}`)
  }
  saveResults(question, { timings })
}
