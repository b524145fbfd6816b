// Ten items for each of ten thousand, in Rivulet and its peers.
import { fluent, fluentAsync } from '@codibre/fluent-iterable'
import { flatMap, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import {
  asyncFlatMap,
  asyncReduce,
  execPipe,
  flatMap as toolsFlatMap,
  reduce as toolsReduce,
} from 'iter-tools-es'
import { AsyncStream, Stream as ItertoolsStream } from 'itertools-ts'
import { from as ixFromAsync, reduce as ixReduceAsync } from 'ix/asynciterable'
import { concatMap as ixConcatMapAsync } from 'ix/asynciterable/operators'
import { from as ixFrom, reduce as ixReduce } from 'ix/iterable'
import { flatMap as ixFlatMap } from 'ix/iterable/operators'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { add } from './numbers.ts'
import { ROUNDS } from './peerNumbers.ts'

const rows: readonly (readonly number[])[] = Array.from({ length: 10_000 }, (_, row) =>
  Array.from({ length: 10 }, (__, index) => row * 10 + index),
)
const indexes: readonly number[] = rows.map((_, index) => index)
const rowOf = (index: number): readonly number[] => rows[index] ?? []

async function* asyncIndexes(): AsyncGenerator<number> {
  for (const index of indexes) yield index
}

async function* asyncRowOf(index: number): AsyncGenerator<number> {
  for (const value of rowOf(index)) yield value
}

const raise = (error: unknown): unknown => error

await compare(
  'Peers: sync flatMap',
  {
    Rivulet: () => pipe(indexes, flatMap(rowOf), reduce(add, 0)),
    ix: () => ixReduce(ixFrom(indexes).pipe(ixFlatMap(rowOf)), { callback: add, seed: 0 }),
    'iter-tools': () => execPipe(indexes, toolsFlatMap(rowOf), toolsReduce(0, add)),
    'itertools-ts': () => ItertoolsStream.of(indexes).flatMap(rowOf).toValue(add, 0),
    effect: () =>
      Effect.runSync(
        Stream.fromArray(indexes).pipe(
          Stream.flatMap((index) => Stream.fromArray(rowOf(index))),
          Stream.runFold(() => 0, add),
        ),
      ),
    rxjs: () => {
      let sum = 0
      rx.from(indexes)
        .pipe(rx.concatMap(rowOf))
        .subscribe((value) => {
          sum = add(sum, value)
        })
      return sum
    },
    'fluent-iterable': () => fluent(indexes).flatMap(rowOf).reduce(add, 0),
    'array methods': () => indexes.flatMap(rowOf).reduce(add, 0),
    'loop by hand': () => {
      let sum = 0
      for (const index of indexes) for (const value of rowOf(index)) sum = add(sum, value)
      return sum
    },
  },
  ROUNDS,
)

await compare(
  'Peers: async flatMap',
  {
    Rivulet: () => pipe(asyncIndexes(), flatMap(asyncRowOf), reduce(add, 0)),
    ix: () =>
      ixReduceAsync(ixFromAsync(asyncIndexes()).pipe(ixConcatMapAsync(asyncRowOf)), {
        callback: add,
        seed: 0,
      }),
    'iter-tools': () => execPipe(asyncIndexes(), asyncFlatMap(asyncRowOf), asyncReduce(0, add)),
    'streaming-iterables': () =>
      streaming.reduce(add, 0, streaming.flatMap(asyncRowOf, asyncIndexes())),
    'itertools-ts': () => AsyncStream.of(asyncIndexes()).flatMap(asyncRowOf).toValue(add, 0),
    effect: () =>
      Effect.runPromise(
        Stream.fromAsyncIterable(asyncIndexes(), raise).pipe(
          Stream.flatMap((index) => Stream.fromAsyncIterable(asyncRowOf(index), raise)),
          Stream.runFold(() => 0, add),
        ),
      ),
    rxjs: () =>
      rx.lastValueFrom(rx.from(asyncIndexes()).pipe(rx.concatMap(asyncRowOf), rx.reduce(add, 0))),
    'fluent-iterable': () => fluentAsync(asyncIndexes()).flatMap(asyncRowOf).reduce(add, 0),
    'loop by hand': async () => {
      let sum = 0
      for await (const index of asyncIndexes())
        for await (const value of asyncRowOf(index)) sum = add(sum, value)
      return sum
    },
  },
  ROUNDS,
)
