// Three cheap stages over a million numbers: what does the machinery cost?
import { filter, fromBatches, map, pipe, reduce } from '@rivulet/core'
import { baselines } from './baselines.ts'
import { compare } from './compare.ts'
import { filterGenerator, mapGenerator } from './generators.ts'
import { add, array, double, inBatches, increment, isEven, oneByOne } from './numbers.ts'

await compare('Async map filter map, in batches', {
  Rivulet: () =>
    pipe(fromBatches(inBatches), map(increment), filter(isEven), map(double), reduce(add, 0)),
  'Rivulet, for await': async () => {
    let sum = 0
    for await (const value of pipe(
      fromBatches(inBatches),
      map(increment),
      filter(isEven),
      map(double),
    )) {
      sum = add(sum, value)
    }
    return sum
  },
  'Rivulet over an async generator of items': () =>
    pipe(oneByOne(), map(increment), filter(isEven), map(double), reduce(add, 0)),
  ...baselines,
})

await compare('Sync map filter map, over an array', {
  Rivulet: () => pipe(array, map(increment), filter(isEven), map(double), reduce(add, 0)),
  'Rivulet, for of': () => {
    let sum = 0
    for (const value of pipe(array, map(increment), filter(isEven), map(double)))
      sum = add(sum, value)
    return sum
  },
  generators: () => {
    let sum = 0
    const stages = mapGenerator(filterGenerator(mapGenerator(array, increment), isEven), double)
    for (const value of stages) sum = add(sum, value)
    return sum
  },
  ...nativeHelpers(),
  'array methods': () => array.map(increment).filter(isEven).map(double).reduce(add, 0),
  'loop by hand': () => {
    let sum = 0
    for (const value of array) {
      const incremented = increment(value)
      if (isEven(incremented)) sum = add(sum, double(incremented))
    }
    return sum
  },
})

/** Absent on Node 20. */
function nativeHelpers(): Record<string, () => number> {
  if (!('map' in array.values())) return {}
  type Helpers = {
    map(f: (value: number) => number): Helpers
    filter(f: (value: number) => boolean): Helpers
    reduce(f: (sum: number, value: number) => number, initial: number): number
  }
  return {
    "the language's iterator helpers": () =>
      (array.values() as unknown as Helpers)
        .map(increment)
        .filter(isEven)
        .map(double)
        .reduce(add, 0),
  }
}
