// Promises that are resolved already, eight at a time, in Rivulet and its peers.
import { Readable } from 'node:stream'
import { mapAsync, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itMap from 'it-map'
import itParallel from 'it-parallel'
import { from as ixFrom, of as ixOf, reduce as ixReduce } from 'ix/asynciterable'
import { flatMap as ixFlatMap } from 'ix/asynciterable/operators'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { add, increment } from './numbers.ts'
import { numbers, ROUNDS } from './peerNumbers.ts'

const concurrency = 8
const promised = (value: number): Promise<number> => Promise.resolve(increment(value))

await compare(
  'Peers: mapAsync, eight at a time',
  {
    Rivulet: () => pipe(numbers, mapAsync(promised, { concurrency }), reduce(add, 0)),
    'Rivulet, in any order': () =>
      pipe(numbers, mapAsync(promised, { concurrency, ordered: false }), reduce(add, 0)),
    'ix, in any order': () =>
      ixReduce(
        ixFrom(numbers).pipe(ixFlatMap(async (value) => ixOf(await promised(value)), concurrency)),
        { callback: add, seed: 0 },
      ),
    'streaming-iterables': () =>
      streaming.reduce(add, 0, streaming.parallelMap(concurrency, promised, numbers)),
    'it-parallel': async () => {
      let sum = 0
      const jobs = itMap(numbers, (value) => () => promised(value))
      for await (const value of itParallel(jobs, { concurrency, ordered: true }))
        sum = add(sum, value)
      return sum
    },
    effect: () =>
      Effect.runPromise(
        Stream.fromArray(numbers).pipe(
          Stream.mapEffect((value) => Effect.promise(() => promised(value)), { concurrency }),
          Stream.runFold(() => 0, add),
        ),
      ),
    'rxjs, in any order': () =>
      rx.lastValueFrom(
        rx.from(numbers).pipe(rx.mergeMap(promised, concurrency), rx.reduce(add, 0)),
      ),
    'streams of Node': () =>
      Readable.from(numbers)
        .map((value: number) => promised(value), { concurrency })
        .reduce(add, 0),
    'loops by hand, in any order': async () => {
      let sum = 0
      const rest = numbers.values()
      const work = async (): Promise<void> => {
        for (const value of rest) {
          const mapped = await promised(value)
          sum = add(sum, mapped)
        }
      }
      await Promise.all(Array.from({ length: concurrency }, work))
      return sum
    },
  },
  ROUNDS,
)
