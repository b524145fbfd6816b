// Eight asynchronous sources as they come, in Rivulet and its peers.
import { fluentAsync } from '@codibre/fluent-iterable'
import { merge, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itMerge from 'it-merge'
import { asyncInterleaveReady, asyncReduce } from 'iter-tools-es'
import { from as ixFrom, merge as ixMerge, reduce as ixReduce } from 'ix/asynciterable'
import * as rx from 'rxjs'
import * as streaming from 'streaming-iterables'
import { compare } from './compare.ts'
import { add } from './numbers.ts'
import { numbers, ROUNDS } from './peerNumbers.ts'

const SOURCES = 8

async function* part(index: number): AsyncGenerator<number> {
  for (let at = index; at < numbers.length; at += SOURCES) yield numbers[at] ?? 0
}

const parts = (): AsyncGenerator<number>[] =>
  Array.from({ length: SOURCES }, (_, index) => part(index))

await compare(
  'Peers: merge of eight sources',
  {
    Rivulet: () => pipe(merge(...parts()), reduce(add, 0)),
    ix: () => ixReduce(ixMerge(ixFrom(part(0)), ...parts().slice(1)), { callback: add, seed: 0 }),
    'iter-tools': () => asyncReduce(0, add, asyncInterleaveReady(...parts())),
    'streaming-iterables': () => streaming.reduce(add, 0, streaming.parallelMerge(...parts())),
    'it-merge': async () => {
      let sum = 0
      for await (const value of itMerge(...parts())) sum = add(sum, value)
      return sum
    },
    effect: () =>
      Effect.runPromise(
        Stream.mergeAll(
          parts().map((source) => Stream.fromAsyncIterable(source, (error) => error)),
          { concurrency: SOURCES },
        ).pipe(Stream.runFold(() => 0, add)),
      ),
    rxjs: () => rx.lastValueFrom(rx.merge(...parts()).pipe(rx.reduce(add, 0))),
    'fluent-iterable': () => {
      const [first, ...rest] = parts()
      return fluentAsync(first ?? part(0))
        .merge(...rest)
        .reduce(add, 0)
    },
    'loops by hand': async () => {
      let sum = 0
      const work = async (source: AsyncGenerator<number>): Promise<void> => {
        for await (const value of source) sum = add(sum, value)
      }
      await Promise.all(parts().map(work))
      return sum
    },
  },
  ROUNDS,
)
