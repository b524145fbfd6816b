import {
  chunks,
  drop,
  filter,
  flatMap,
  map,
  mapAsync,
  noItem,
  operator,
  take,
  takeWhile,
  withSignal,
  pipe,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  badAsyncOptions,
  got,
  notACount,
  notAFunction,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const double = (n: number): number => n * 2
const isEven = (n: number): boolean => n % 2 === 0
const predicate = fc.func<[unknown], boolean>(fc.boolean())

function everySecond() {
  return operator<number, number>((up) => {
    let skip = true
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item
        skip = !skip
        if (skip) return item
      }
    }
  })
}

export const operators: PackageRegistry = {
  map: {
    kind: 'operator',
    cases: [
      {
        title: 'map(double)',
        input: SIX,
        output: [2, 4, 6, 8, 10, 12],
        build: (source) => pipe(source, map(double)),
        needs: (nth) => nth,
      },
      {
        title: 'five maps in a row',
        input: SIX,
        output: [11, 12, 13, 14, 15, 16],
        build: (source) => {
          const addTwo = map((n: number) => n + 2)
          return pipe(source, addTwo, addTwo, addTwo, addTwo, addTwo)
        },
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `map`',
        input: SIX,
        build: (source, wrap) => pipe(source, map(wrap(double))),
      },
      {
        title: 'the callback of the fifth `map` in a row',
        input: SIX,
        build: (source, wrap) =>
          pipe(source, map(double), map(double), map(double), map(double), map(wrap(double))),
      },
    ],
    random: fc.func<[unknown, number], number>(fc.integer()).map((callback) => ({
      title: 'map',
      build: (source) => pipe(source, map(callback)),
    })),
    badCalls: notAFunction(map, 'callback'),
    passing: [
      {
        title: 'map(identity)',
        build: (source) =>
          pipe(
            source,
            map((item: unknown) => [item]),
            map(([item]) => item),
          ),
      },
    ],
  },

  filter: {
    kind: 'operator',
    cases: [
      {
        title: 'filter(isEven)',
        input: SIX,
        output: [2, 4, 6],
        build: (source) => pipe(source, filter(isEven)),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'filter, map, filter',
        input: SIX,
        output: [8, 12],
        build: (source) =>
          pipe(
            source,
            filter(isEven),
            map(double),
            filter((n) => n > 4),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `filter`',
        input: SIX,
        build: (source, wrap) => pipe(source, filter(wrap(isEven))),
      },
    ],
    random: predicate.map((callback) => ({
      title: 'filter',
      build: (source) => pipe(source, filter(callback)),
    })),
    badCalls: notAFunction(filter, 'callback'),
    passing: [
      {
        title: 'filter(() => true)',
        build: (source) =>
          pipe(
            source,
            filter(() => true),
          ),
      },
    ],
  },

  take: {
    kind: 'operator',
    cases: [
      {
        title: 'take(3)',
        ends: true,
        input: SIX,
        output: [1, 2, 3],
        build: (source) => pipe(source, take(3)),
        needs: (nth) => nth,
      },
      {
        title: 'take(0)',
        ends: true,
        input: SIX,
        output: [],
        build: (source) => pipe(source, take(0)),
      },
      {
        title: 'take(Infinity)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, take(Infinity)),
        needs: (nth) => nth,
      },
    ],
    random: fc.nat(12).map((count) => ({
      title: `take(${count})`,
      build: (source) => pipe(source, take(count)),
    })),
    badCalls: notACount(take, 'count', { least: 0, infinite: true }),
    passing: [{ title: 'take(Infinity)', build: (source) => pipe(source, take(Infinity)) }],
  },

  takeWhile: {
    kind: 'operator',
    cases: [
      {
        title: 'takeWhile(n < 4)',
        ends: true,
        input: SIX,
        output: [1, 2, 3],
        build: (source) =>
          pipe(
            source,
            takeWhile((n: number) => n < 4),
          ),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `takeWhile`',
        input: SIX,
        build: (source, wrap) => pipe(source, takeWhile(wrap(() => true))),
      },
    ],
    random: predicate.map((callback) => ({
      title: 'takeWhile',
      build: (source) => pipe(source, takeWhile(callback)),
    })),
    badCalls: notAFunction(takeWhile, 'callback'),
    passing: [
      {
        title: 'takeWhile(() => true)',
        build: (source) =>
          pipe(
            source,
            takeWhile(() => true),
          ),
      },
    ],
  },

  drop: {
    kind: 'operator',
    cases: [
      {
        title: 'drop(2)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) => pipe(source, drop(2)),
        needs: (nth) => nth + 2,
      },
    ],
    random: fc.oneof(fc.nat(12), fc.constant(Infinity)).map((count) => ({
      title: `drop(${count})`,
      build: (source) => pipe(source, drop(count)),
    })),
    badCalls: notACount(drop, 'count', { least: 0, infinite: true }),
    passing: [{ title: 'drop(0)', build: (source) => pipe(source, drop(0)) }],
  },

  flatMap: {
    kind: 'operator',
    cases: [
      {
        title: 'flatMap(to an array)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => [n, n]),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to a source)',
        input: [1, 2, 3],
        output: [1, 2, 1, 2, 1, 2],
        build: (source, inner) =>
          pipe(
            source,
            flatMap(() => inner([1, 2])),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to a pipeline that ends early)',
        input: [1, 2, 3],
        output: [1, 1, 1],
        build: (source, inner) =>
          pipe(
            source,
            flatMap(() => pipe(inner([1, 2]), take(1))),
          ),
        needs: (nth) => nth,
      },
      {
        title: 'flatMap within flatMap',
        input: [1, 2],
        output: [1, 1, 1, 1],
        build: (source, inner) =>
          pipe(
            source,
            flatMap(() =>
              pipe(
                inner([1, 2]),
                flatMap(() => inner([1])),
              ),
            ),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `flatMap`',
        input: SIX,
        build: (source, wrap, inner) => pipe(source, flatMap(wrap((n: number) => inner([n, n])))),
      },
      {
        title: 'a callback inside the inner source of `flatMap`',
        input: SIX,
        build: (source, wrap, inner) => {
          const throwing = wrap(double)
          return pipe(
            source,
            flatMap((n: number) => pipe(inner([n, n]), map(throwing))),
          )
        },
      },
    ],
    random: fc
      .func<[unknown, number], unknown[]>(fc.array(fc.integer(), { maxLength: 3 }))
      .map((callback) => ({
        title: 'flatMap',
        build: (source) => pipe(source, flatMap(callback)),
      })),
    badCalls: notAFunction(flatMap, 'callback'),
    passing: [
      {
        title: 'flatMap(to the item in an array)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => [item]),
          ),
      },
      {
        title: 'flatMap(to the item in a source)',
        build: (source, inner) =>
          pipe(
            source,
            flatMap((item: unknown) => inner([item])),
          ),
      },
    ],
  },

  chunks: {
    kind: 'operator',
    cases: [
      {
        title: 'chunks(2)',
        input: SIX,
        output: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        build: (source) => pipe(source, chunks(2)),
        needs: (nth) => 2 * nth,
      },
    ],
    random: fc.integer({ min: 1, max: 9 }).map((size) => ({
      title: `chunks(${size})`,
      build: (source) => pipe(source, chunks(size)),
    })),
    badCalls: notACount(chunks, 'size', { least: 1, infinite: false }),
    passing: [
      {
        title: 'chunks(2), taken apart again',
        build: (source) =>
          pipe(
            source,
            chunks<unknown>(2),
            flatMap((chunk) => chunk),
          ),
      },
    ],
  },

  withSignal: {
    kind: 'operator',
    cases: [
      {
        title: 'withSignal(never aborted)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, withSignal(new AbortController().signal)),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'withSignal',
      build: (source) => pipe(source, withSignal(new AbortController().signal)),
    }),
    badCalls: [undefined, null, 'stop', {}, new AbortController()].map((value) =>
      wrongShape(
        `withSignal(${written(value)})`,
        ['withSignal', 'signal must be an AbortSignal', 'got '],
        () => untyped(withSignal, value),
      ),
    ),
    passing: [
      {
        title: 'withSignal',
        build: (source) => pipe(source, withSignal(new AbortController().signal)),
      },
    ],
  },

  mapAsync: {
    kind: 'operator',
    cases: [
      {
        title: 'mapAsync(double)',
        input: SIX,
        output: [2, 4, 6, 8, 10, 12],
        build: (source) =>
          pipe(
            source,
            mapAsync(async (n: number) => double(n)),
          ),
        needs: (nth) => nth,
      },
      {
        title: 'mapAsync(double without a promise)',
        input: SIX,
        output: [2, 4, 6, 8, 10, 12],
        build: (source) => pipe(source, mapAsync(double)),
        needs: (nth) => nth,
      },
      {
        title: 'mapAsync(double, { concurrency: 3 })',
        input: SIX,
        output: [2, 4, 6, 8, 10, 12],
        build: (source) =>
          pipe(
            source,
            mapAsync(async (n: number) => double(n), { concurrency: 3 }),
          ),
        needs: (nth) => nth + 2,
      },
      {
        title: 'mapAsync(double, { concurrency: 3, ordered: false })',
        input: SIX,
        output: [2, 4, 6, 8, 10, 12],
        build: (source) =>
          pipe(
            source,
            mapAsync(async (n: number) => double(n), { concurrency: 3, ordered: false }),
          ),
        needs: (nth) => nth + 2,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `mapAsync`',
        input: SIX,
        build: (source, wrap) => pipe(source, mapAsync(wrap(double))),
      },
      {
        title: 'a rejection of the callback of `mapAsync`',
        input: SIX,
        build: (source, wrap) => {
          const throwing = wrap(double)
          return pipe(
            source,
            mapAsync(async (n: number) => throwing(n)),
          )
        },
      },
      {
        title: 'a rejection of the callback of `mapAsync` with a concurrency of 3',
        input: SIX,
        build: (source, wrap) => {
          const throwing = wrap(double)
          return pipe(
            source,
            mapAsync(async (n: number) => throwing(n), { concurrency: 3 }),
          )
        },
      },
    ],
    random: fc
      .tuple(fc.func<[unknown], number>(fc.integer()), fc.integer({ min: 1, max: 5 }))
      .map(([callback, concurrency]) => ({
        title: `mapAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            mapAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [
      ...notAFunction(mapAsync, 'callback'),
      ...badAsyncOptions('mapAsync', (options) => untyped(mapAsync, double, options)),
    ],
    passing: [
      {
        title: 'mapAsync(to the item in an array)',
        build: (source) =>
          pipe(
            source,
            mapAsync(async (item: unknown) => [item]),
            map(([item]) => item),
          ),
      },
    ],
  },

  operator: {
    kind: 'operator',
    cases: [
      {
        title: 'an operator of the user',
        input: SIX,
        output: [2, 4, 6],
        build: (source) => pipe(source, everySecond()),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'an asynchronous operator of the user',
        input: SIX,
        output: SIX,
        build: (source) =>
          pipe(
            source,
            operator<unknown, unknown, 'async'>((up) => up, { kind: 'async' }),
          ),
        needs: (nth) => nth,
      },
    ],
    badCalls: [
      ...notAFunction(operator, 'start'),
      wrongShape('operator(start, null)', ['operator', 'options', got(null)], () =>
        untyped(operator, () => undefined, null),
      ),
      wrongValue("operator(start, { kind: 'later' })", ['operator', 'kind', got('later')], () =>
        untyped(operator, () => undefined, { kind: 'later' }),
      ),
    ],
    passing: [
      {
        title: 'an operator of the user',
        build: (source) =>
          pipe(
            source,
            operator<unknown, unknown>((up) => up),
          ),
      },
    ],
  },
}
