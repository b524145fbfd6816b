// Three cheap stages over an array, in Rivulet and its peers.
import { fluent } from '@codibre/fluent-iterable'
import { filter, map, pipe, reduce } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import itFilter from 'it-filter'
import itMap from 'it-map'
import {
  execPipe,
  filter as toolsFilter,
  map as toolsMap,
  reduce as toolsReduce,
} from 'iter-tools-es'
import { Stream as ItertoolsStream } from 'itertools-ts'
import { from as ixFrom, reduce as ixReduce } from 'ix/iterable'
import { filter as ixFilter, map as ixMap } from 'ix/iterable/operators'
import * as rx from 'rxjs'
import { compare } from './compare.ts'
import { add, double, increment, isEven } from './numbers.ts'
import { numbers, ROUNDS } from './peerNumbers.ts'

await compare(
  'Peers: sync map filter map',
  {
    Rivulet: () => pipe(numbers, map(increment), filter(isEven), map(double), reduce(add, 0)),
    ix: () =>
      ixReduce(ixFrom(numbers).pipe(ixMap(increment), ixFilter(isEven), ixMap(double)), {
        callback: add,
        seed: 0,
      }),
    'iter-tools': () =>
      execPipe(
        numbers,
        toolsMap(increment),
        toolsFilter(isEven),
        toolsMap(double),
        toolsReduce(0, add),
      ),
    'itertools-ts': () =>
      ItertoolsStream.of(numbers).map(increment).filter(isEven).map(double).toValue(add, 0),
    'it-map, it-filter': () => {
      let sum = 0
      for (const value of itMap(itFilter(itMap(numbers, increment), isEven), double))
        sum = add(sum, value)
      return sum
    },
    effect: () =>
      Effect.runSync(
        Stream.fromArray(numbers).pipe(
          Stream.map(increment),
          Stream.filter(isEven),
          Stream.map(double),
          Stream.runFold(() => 0, add),
        ),
      ),
    rxjs: () => {
      let sum = 0
      rx.from(numbers)
        .pipe(rx.map(increment), rx.filter(isEven), rx.map(double))
        .subscribe((value) => {
          sum = add(sum, value)
        })
      return sum
    },
    'fluent-iterable': () =>
      fluent(numbers).map(increment).filter(isEven).map(double).reduce(add, 0),
    'array methods': () => numbers.map(increment).filter(isEven).map(double).reduce(add, 0),
    'loop by hand': () => {
      let sum = 0
      for (const value of numbers) {
        const incremented = increment(value)
        if (isEven(incremented)) sum = add(sum, double(incremented))
      }
      return sum
    },
  },
  ROUNDS,
)
