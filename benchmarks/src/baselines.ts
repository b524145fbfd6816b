import { filterAsyncGenerator, mapAsyncGenerator } from './generators.ts'
import { add, double, inBatches, increment, isEven, oneByOne } from './numbers.ts'

/** What every kernel is compared with: three cheap stages as async generators, and as a loop without stages. */
export const baselines = {
  'async generators': async (): Promise<number> => {
    let sum = 0
    const stages = mapAsyncGenerator(
      filterAsyncGenerator(mapAsyncGenerator(oneByOne(), increment), isEven),
      double,
    )
    for await (const value of stages) sum = add(sum, value)
    return sum
  },
  'loop by hand': async (): Promise<number> => {
    let sum = 0
    for await (const batch of inBatches()) {
      for (const value of batch) {
        const incremented = increment(value)
        if (isEven(incremented)) sum = add(sum, double(incremented))
      }
    }
    return sum
  },
}
