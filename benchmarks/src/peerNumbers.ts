/** The work of the benchmarks beside the peers: a hundred thousand numbers. */
const COUNT = 100_000
const BATCH = 1_000

export const numbers: readonly number[] = Array.from({ length: COUNT }, (_, index) => index)

const batches: readonly (readonly number[])[] = Array.from({ length: COUNT / BATCH }, (_, index) =>
  numbers.slice(index * BATCH, (index + 1) * BATCH),
)

/** As a file, a page or a database brings them. */
export async function* numbersInBatches(): AsyncGenerator<readonly number[]> {
  for (const batch of batches) yield batch
}

/** As most libraries hand them on. */
export async function* numbersOneByOne(): AsyncGenerator<number> {
  for (const value of numbers) yield value
}

/** Not more, as the slowest variants take a second. */
export const ROUNDS = { rounds: 15 } as const
