/** The work of the benchmarks of cheap stages: a million numbers, as they come in batches or as one array. */
const COUNT = 1_000_000
const BATCH = 1_000

export const array: readonly number[] = Array.from({ length: COUNT }, (_, index) => index)

const batches: readonly (readonly number[])[] = Array.from({ length: COUNT / BATCH }, (_, index) =>
  array.slice(index * BATCH, (index + 1) * BATCH),
)

/** As a file, a page or a database brings them. */
export async function* inBatches(): AsyncGenerator<readonly number[]> {
  for (const batch of batches) yield batch
}

/** As most libraries hand them on. */
export async function* oneByOne(): AsyncGenerator<number> {
  // Not `yield*`, which would cost a third more.
  for (const batch of batches) for (const value of batch) yield value
}

export const increment = (value: number): number => value + 1
export const isEven = (value: number): boolean => value % 2 === 0
export const double = (value: number): number => value * 2
export const add = (sum: number, value: number): number => sum + value
