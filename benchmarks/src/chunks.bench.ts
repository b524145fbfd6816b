// Arrays of a hundred numbers, in Rivulet and its peers.
import { fluent, fluentAsync } from '@codibre/fluent-iterable'
import { chunks, fromBatches, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itBatch from 'it-batch'
import { AsyncStream, Stream as ItertoolsStream } from 'itertools-ts'
import { from as ixFromAsync, reduce as ixReduceAsync } from 'ix/asynciterable'
import { buffer as ixBufferAsync } from 'ix/asynciterable/operators'
import { from as ixFrom, reduce as ixReduce } from 'ix/iterable'
import { buffer as ixBuffer } from 'ix/iterable/operators'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { numbers, numbersInBatches, numbersOneByOne, ROUNDS } from './peerNumbers.ts'

const SIZE = 100

const addFirst = (sum: number, chunk: readonly number[]): number =>
  sum + chunk.length * (chunk[0] ?? 0)
const raise = (error: unknown): unknown => error

await compare(
  'Peers: sync chunks',
  {
    Rivulet: () => pipe(numbers, chunks(SIZE), reduce(addFirst, 0)),
    ix: () => ixReduce(ixFrom(numbers).pipe(ixBuffer(SIZE)), { callback: addFirst, seed: 0 }),
    'streaming-iterables': () => {
      let sum = 0
      for (const chunk of streaming.batch<number, readonly number[]>(SIZE, numbers))
        sum = addFirst(sum, chunk)
      return sum
    },
    'itertools-ts': () => ItertoolsStream.of(numbers).chunkwise(SIZE).toValue(addFirst, 0),
    'it-batch': () => {
      let sum = 0
      for (const chunk of itBatch(numbers, SIZE)) sum = addFirst(sum, chunk)
      return sum
    },
    effect: () =>
      Effect.runSync(
        Stream.fromArray(numbers).pipe(
          Stream.grouped(SIZE),
          Stream.runFold(() => 0, addFirst),
        ),
      ),
    rxjs: () => {
      let sum = 0
      rx.from(numbers)
        .pipe(rx.bufferCount(SIZE))
        .subscribe((chunk) => {
          sum = addFirst(sum, chunk)
        })
      return sum
    },
    'fluent-iterable': () =>
      fluent(numbers)
        .partition(SIZE)
        .map((chunk) => chunk.toArray())
        .reduce(addFirst, 0),
    'loop by hand': () => {
      let sum = 0
      let chunk: number[] = []
      for (const value of numbers) {
        chunk.push(value)
        if (chunk.length === SIZE) {
          sum = addFirst(sum, chunk)
          chunk = []
        }
      }
      return chunk.length > 0 ? addFirst(sum, chunk) : sum
    },
    'loop by hand, with slice': () => {
      let sum = 0
      for (let start = 0; start < numbers.length; start += SIZE)
        sum = addFirst(sum, numbers.slice(start, start + SIZE))
      return sum
    },
  },
  ROUNDS,
)

await compare(
  'Peers: async chunks',
  {
    'Rivulet, in batches': () =>
      pipe(fromBatches(numbersInBatches), chunks(SIZE), reduce(addFirst, 0)),
    'Rivulet, one by one': () => pipe(numbersOneByOne(), chunks(SIZE), reduce(addFirst, 0)),
    ix: () =>
      ixReduceAsync(ixFromAsync(numbersOneByOne()).pipe(ixBufferAsync(SIZE)), {
        callback: addFirst,
        seed: 0,
      }),
    'streaming-iterables': async () => {
      let sum = 0
      const source = numbersOneByOne()
      for await (const chunk of streaming.batch<number, AsyncGenerator<number>>(SIZE, source))
        sum = addFirst(sum, chunk)
      return sum
    },
    'itertools-ts': () => AsyncStream.of(numbersOneByOne()).chunkwise(SIZE).toValue(addFirst, 0),
    'it-batch': async () => {
      let sum = 0
      for await (const chunk of itBatch(numbersOneByOne(), SIZE)) sum = addFirst(sum, chunk)
      return sum
    },
    effect: () =>
      Effect.runPromise(
        Stream.fromAsyncIterable(numbersOneByOne(), raise).pipe(
          Stream.grouped(SIZE),
          Stream.runFold(() => 0, addFirst),
        ),
      ),
    rxjs: () =>
      rx.lastValueFrom(
        rx.from(numbersOneByOne()).pipe(rx.bufferCount(SIZE), rx.reduce(addFirst, 0)),
      ),
    'fluent-iterable': () =>
      fluentAsync(numbersOneByOne())
        .partition(SIZE)
        .map((chunk) => chunk.toArray())
        .reduce(addFirst, 0),
    'loop by hand, one by one': async () => {
      let sum = 0
      let chunk: number[] = []
      for await (const value of numbersOneByOne()) {
        chunk.push(value)
        if (chunk.length === SIZE) {
          sum = addFirst(sum, chunk)
          chunk = []
        }
      }
      return chunk.length > 0 ? addFirst(sum, chunk) : sum
    },
  },
  ROUNDS,
)
