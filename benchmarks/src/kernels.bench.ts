// Ways to build a lazy pipeline over batches, each as small as it can be: which one should the kernel be?
import { baselines } from './baselines.ts'
import { compare } from './compare.ts'
import { filterGenerator, mapGenerator } from './generators.ts'
import { filter, fromBatches, map, pipe, reduce } from '@rivulet/core'
import { add, double, inBatches, increment, isEven } from './numbers.ts'

type Push<T> = (value: T) => void

const pushMap =
  <A, B>(f: (value: A) => B) =>
  (down: Push<B>): Push<A> =>
  (value) =>
    down(f(value))

const pushFilter =
  <A>(f: (value: A) => boolean) =>
  (down: Push<A>): Push<A> =>
  (value) => {
    if (f(value)) down(value)
  }

const WAIT = Symbol('wait')
const DONE = Symbol('done')
type Poll<T> = () => T | typeof WAIT | typeof DONE

const pollMap =
  <A, B>(f: (value: A) => B) =>
  (up: Poll<A>): Poll<B> =>
  () => {
    const value = up()
    if (value === WAIT) return WAIT
    if (value === DONE) return DONE
    return f(value)
  }

const pollFilter =
  <A>(f: (value: A) => boolean) =>
  (up: Poll<A>): Poll<A> =>
  () => {
    for (;;) {
      const value = up()
      if (value === WAIT || value === DONE || f(value)) return value
    }
  }

await compare('Kernels, map filter map in batches', {
  'poll, as in this library': () =>
    pipe(fromBatches(inBatches), map(increment), filter(isEven), map(double), reduce(add, 0)),
  'poll, one closure a stage': async () => {
    const batches = inBatches()
    let batch: readonly number[] = []
    let index = 0
    const source: Poll<number> = () => (index < batch.length ? (batch[index++] as number) : WAIT)
    const pull = pollMap(double)(pollFilter(isEven)(pollMap(increment)(source)))
    let sum = 0
    for (;;) {
      const value = pull()
      if (value === DONE) return sum
      if (value !== WAIT) {
        sum = add(sum, value)
        continue
      }
      const next = await batches.next()
      if (next.done) return sum
      batch = next.value
      index = 0
    }
  },
  'push closures, fused': async () => {
    let sum = 0
    const push = pushMap(increment)(
      pushFilter(isEven)(
        pushMap(double)((value: number) => {
          sum = add(sum, value)
        }),
      ),
    )
    for await (const batch of inBatches()) for (const value of batch) push(value)
    return sum
  },
  'sync generators for each batch': async () => {
    let sum = 0
    for await (const batch of inBatches()) {
      const stages = mapGenerator(filterGenerator(mapGenerator(batch, increment), isEven), double)
      for (const value of stages) sum = add(sum, value)
    }
    return sum
  },
  'arrays between the stages': async () => {
    let sum = 0
    for await (const batch of inBatches()) {
      sum = batch.map(increment).filter(isEven).map(double).reduce(add, sum)
    }
    return sum
  },
  ...baselines,
})
