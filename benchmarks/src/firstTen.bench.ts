// The first ten of a million, in Rivulet and its peers: does a lazy pipeline stop, and what does it cost to set one up?
import { fluent, fluentAsync } from '@codibre/fluent-iterable'
import { filter, map, pipe, take, toArray } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itFilter from 'it-filter'
import itMap from 'it-map'
import {
  arrayFrom,
  arrayFromAsync,
  asyncFilter,
  asyncMap,
  asyncTake,
  execPipe,
  filter as toolsFilter,
  map as toolsMap,
  take as toolsTake,
} from 'iter-tools-es'
import { AsyncStream, Stream as ItertoolsStream } from 'itertools-ts'
import { from as ixFromAsync, toArray as ixToArrayAsync } from 'ix/asynciterable'
import {
  filter as ixFilterAsync,
  map as ixMapAsync,
  take as ixTakeAsync,
} from 'ix/asynciterable/operators'
import { from as ixFrom, toArray as ixToArray } from 'ix/iterable'
import { filter as ixFilter, map as ixMap, take as ixTake } from 'ix/iterable/operators'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { array, increment, isEven, oneByOne } from './numbers.ts'
import { ROUNDS } from './peerNumbers.ts'

const TIMES = 10_000

type Ten = readonly number[]

/** The work is so little that one run repeats it, until it is compiled as in a program that goes on. */
function often(run: () => Ten): () => Ten {
  return () => {
    let result: Ten = []
    for (let time = 0; time < TIMES; time++) result = run()
    return result
  }
}

function oftenAsync(run: () => Promise<Ten>): () => Promise<Ten> {
  return async () => {
    let result: Ten = []
    for (let time = 0; time < TIMES; time++) result = await run()
    return result
  }
}

await compare<Ten>(
  'Peers: sync first ten, ten thousand times',
  {
    Rivulet: often(() => pipe(array, map(increment), filter(isEven), take(10), toArray())),
    ix: often(() => ixToArray(ixFrom(array).pipe(ixMap(increment), ixFilter(isEven), ixTake(10)))),
    'iter-tools': often(() =>
      execPipe(array, toolsMap(increment), toolsFilter(isEven), toolsTake(10), arrayFrom),
    ),
    'itertools-ts': often(() =>
      ItertoolsStream.of(array).map(increment).filter(isEven).limit(10).toArray(),
    ),
    'it-map, it-filter': often(() => {
      const ten: number[] = []
      for (const value of itFilter(itMap(array, increment), isEven)) {
        ten.push(value)
        if (ten.length === 10) break
      }
      return ten
    }),
    rxjs: often(() => {
      let ten: number[] = []
      rx.from(array)
        .pipe(rx.map(increment), rx.filter(isEven), rx.take(10), rx.toArray())
        .subscribe((values) => {
          ten = values
        })
      return ten
    }),
    effect: often(() =>
      Effect.runSync(
        Stream.fromIterable(array.values()).pipe(
          Stream.map(increment),
          Stream.filter(isEven),
          Stream.take(10),
          Stream.runCollect,
        ),
      ),
    ),
    'fluent-iterable': often(() => fluent(array).map(increment).filter(isEven).take(10).toArray()),
    'loop by hand': often(() => {
      const ten: number[] = []
      for (const value of array) {
        const incremented = increment(value)
        if (isEven(incremented)) ten.push(incremented)
        if (ten.length === 10) break
      }
      return ten
    }),
  },
  ROUNDS,
)

await compare<Ten>(
  'Peers: async first ten, ten thousand times',
  {
    Rivulet: oftenAsync(() =>
      pipe(oneByOne(), map(increment), filter(isEven), take(10), toArray()),
    ),
    ix: oftenAsync(() =>
      ixToArrayAsync(
        ixFromAsync(oneByOne()).pipe(ixMapAsync(increment), ixFilterAsync(isEven), ixTakeAsync(10)),
      ),
    ),
    'iter-tools': oftenAsync(() =>
      execPipe(oneByOne(), asyncMap(increment), asyncFilter(isEven), asyncTake(10), arrayFromAsync),
    ),
    'streaming-iterables': oftenAsync(() =>
      streaming.collect<number, AsyncIterable<number>>(
        streaming.take<number, AsyncGenerator<number>>(
          10,
          streaming.filter(isEven, streaming.map(increment, oneByOne())),
        ),
      ),
    ),
    'itertools-ts': oftenAsync(() =>
      AsyncStream.of(oneByOne()).map(increment).filter(isEven).limit(10).toArray(),
    ),
    rxjs: oftenAsync(() =>
      rx.lastValueFrom(
        rx.from(oneByOne()).pipe(rx.map(increment), rx.filter(isEven), rx.take(10), rx.toArray()),
      ),
    ),
    effect: oftenAsync(() =>
      Effect.runPromise(
        Stream.fromAsyncIterable(oneByOne(), (error) => error).pipe(
          Stream.map(increment),
          Stream.filter(isEven),
          Stream.take(10),
          Stream.runCollect,
        ),
      ),
    ),
    'fluent-iterable': oftenAsync(() =>
      fluentAsync(oneByOne()).map(increment).filter(isEven).take(10).toArray(),
    ),
    'loop by hand': oftenAsync(async () => {
      const ten: number[] = []
      for await (const value of oneByOne()) {
        const incremented = increment(value)
        if (isEven(incremented)) ten.push(incremented)
        if (ten.length === 10) break
      }
      return ten
    }),
  },
  ROUNDS,
)
