// Three cheap stages over an asynchronous source, in Rivulet and its peers.
import { fluentAsync } from '@codibre/fluent-iterable'
import { filter, fromBatches, map, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itFilter from 'it-filter'
import itMap from 'it-map'
import { asyncFilter, asyncMap, asyncReduce, execPipe } from 'iter-tools-es'
import { AsyncStream } from 'itertools-ts'
import { from as ixFrom, reduce as ixReduce } from 'ix/asynciterable'
import { filter as ixFilter, map as ixMap } from 'ix/asynciterable/operators'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { add, double, increment, isEven } from './numbers.ts'
import { numbersInBatches, numbersOneByOne, ROUNDS } from './peerNumbers.ts'

await compare(
  'Peers: async map filter map',
  {
    'Rivulet, in batches': () =>
      pipe(
        fromBatches(numbersInBatches),
        map(increment),
        filter(isEven),
        map(double),
        reduce(add, 0),
      ),
    'Rivulet, one by one': () =>
      pipe(numbersOneByOne(), map(increment), filter(isEven), map(double), reduce(add, 0)),
    ix: () =>
      ixReduce(ixFrom(numbersOneByOne()).pipe(ixMap(increment), ixFilter(isEven), ixMap(double)), {
        callback: add,
        seed: 0,
      }),
    'iter-tools': () =>
      execPipe(
        numbersOneByOne(),
        asyncMap(increment),
        asyncFilter(isEven),
        asyncMap(double),
        asyncReduce(0, add),
      ),
    'streaming-iterables': () =>
      streaming.pipeline(
        numbersOneByOne,
        streaming.map(increment),
        streaming.filter(isEven),
        streaming.map(double),
        streaming.reduce(add, 0),
      ),
    'itertools-ts': () =>
      AsyncStream.of(numbersOneByOne()).map(increment).filter(isEven).map(double).toValue(add, 0),
    'it-map, it-filter': async () => {
      let sum = 0
      const stages = itMap(itFilter(itMap(numbersOneByOne(), increment), isEven), double)
      for await (const value of stages) sum = add(sum, value)
      return sum
    },
    'effect, one by one': () =>
      Effect.runPromise(
        Stream.fromAsyncIterable(numbersOneByOne(), (error) => error).pipe(
          Stream.map(increment),
          Stream.filter(isEven),
          Stream.map(double),
          Stream.runFold(() => 0, add),
        ),
      ),
    'effect, in batches': () =>
      Effect.runPromise(
        Stream.fromAsyncIterable(numbersInBatches(), (error) => error).pipe(
          Stream.flatMap(Stream.fromArray),
          Stream.map(increment),
          Stream.filter(isEven),
          Stream.map(double),
          Stream.runFold(() => 0, add),
        ),
      ),
    rxjs: () =>
      rx.lastValueFrom(
        rx
          .from(numbersOneByOne())
          .pipe(rx.map(increment), rx.filter(isEven), rx.map(double), rx.reduce(add, 0)),
      ),
    'rxjs, in batches': () =>
      rx.lastValueFrom(
        rx
          .from(numbersInBatches())
          .pipe(
            rx.concatAll(),
            rx.map(increment),
            rx.filter(isEven),
            rx.map(double),
            rx.reduce(add, 0),
          ),
      ),
    'fluent-iterable': () =>
      fluentAsync(numbersOneByOne()).map(increment).filter(isEven).map(double).reduce(add, 0),
    'loop by hand, in batches': async () => {
      let sum = 0
      for await (const batch of numbersInBatches()) {
        for (const value of batch) {
          const incremented = increment(value)
          if (isEven(incremented)) sum = add(sum, double(incremented))
        }
      }
      return sum
    },
    'loop by hand, one by one': async () => {
      let sum = 0
      for await (const value of numbersOneByOne()) {
        const incremented = increment(value)
        if (isEven(incremented)) sum = add(sum, double(incremented))
      }
      return sum
    },
  },
  ROUNDS,
)
