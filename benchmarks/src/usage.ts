import { saveResults } from './saveResults.ts'

/** What a whole process took. */
export interface Usage {
  /** In milliseconds. */
  readonly wall: number
  /** The time of all its threads, in milliseconds. */
  readonly processor: number
  /** The most memory that it had, in MiB, where that is known. */
  readonly peak?: number
}

/** Prints the median of each variant, the highest peak, and saves them when the environment asks for it. */
export function report(question: string, usages: ReadonlyMap<string, readonly Usage[]>): void {
  const rows = [...usages].map(([name, all]) => {
    const peaks = all.flatMap(({ peak }) => (peak === undefined ? [] : [peak]))
    return {
      name,
      wall: median(all.map(({ wall }) => wall)),
      processor: median(all.map(({ processor }) => processor)),
      ...(peaks.length > 0 ? { peak: Math.max(...peaks) } : {}),
    }
  })
  console.log(`\n${question}`)
  for (const { name, wall, processor, peak } of rows) {
    const memory = peak === undefined ? '' : `${peak.toFixed(0).padStart(5)} MiB`
    console.log(
      `  ${name.padEnd(34)} ${wall.toFixed(0).padStart(6)} ms wall ${processor.toFixed(0).padStart(6)} ms processor ${memory}`,
    )
  }
  saveResults(question, { usages: rows })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
