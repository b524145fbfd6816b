import {
  concat,
  drop,
  empty,
  flatMap,
  iterate,
  pipe,
  range,
  repeat,
  take,
  unfold,
} from '@rivulet/core'
import {
  got,
  notACount,
  notAFunction,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX, double } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

// None of these reads a source that could be closed: they stand as the inner one of a flatMap.

/** The sources that count, repeat and go on from a value. */
export const sourcesOfValues: PackageRegistry = {
  range: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to a range)',
        input: [1, 2, 3],
        output: [0, 0, 1, 0, 1, 2],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => range(0, n)),
          ),
      },
      {
        title: 'flatMap(to a range without an end)',
        ends: true,
        input: [1, 2, 3],
        output: [0, 1, 2, 3, 4],
        build: (source) =>
          pipe(
            source,
            flatMap(() => range(0, Infinity)),
            take(5),
          ),
        needs: () => 1,
      },
    ],
    badCalls: [
      ...(['start', 'end', 'step'] as const).flatMap((parameter, place) => {
        const call = (value: unknown) => (): unknown =>
          untyped(range, ...[0, 10, 1].with(place, value as number))
        return [
          ...['1', null, {}, 1n].map((value) =>
            wrongShape(
              `range with ${written(value)} as its ${parameter}`,
              ['range', parameter, 'number', got(value)],
              call(value),
            ),
          ),
          wrongValue(
            `range with NaN as its ${parameter}`,
            ['range', parameter, 'got NaN'],
            call(Number.NaN),
          ),
        ]
      }),
      wrongValue('range(Infinity, 0)', ['range', 'start', 'finite', 'got Infinity'], () =>
        range(Infinity, 0),
      ),
      wrongValue('range(0, 1, 0)', ['range', 'step', 'not 0', 'got 0'], () => range(0, 1, 0)),
      wrongValue('range(0, 1, Infinity)', ['range', 'step', 'finite', 'got Infinity'], () =>
        range(0, 1, Infinity),
      ),
    ],
  },

  repeat: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to a repetition)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => repeat(n, 2)),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to a repetition without an end)',
        ends: true,
        input: [1, 2, 3],
        output: [1, 1, 1],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => repeat(n)),
            take(3),
          ),
        needs: () => 1,
      },
    ],
    badCalls: notACount(repeat, 'count', {
      least: 0,
      infinite: true,
      optional: true,
      argumentsOf: (count) => ['a', count],
    }),
    passing: [
      {
        title: 'flatMap(to the item, repeated once)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => repeat(item, 1)),
          ),
      },
    ],
  },

  empty: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to nothing, and the item)',
        input: SIX,
        output: SIX,
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => concat(empty<number>(), [n])),
          ),
        needs: (nth) => nth,
      },
    ],
  },

  iterate: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to what is iterated)',
        input: [1, 2, 3],
        output: [1, 2, 4, 2, 4, 8, 3, 6, 12],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => pipe(iterate(n, double), take(3))),
          ),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `iterate`',
        input: SIX,
        build: (source, wrap) => {
          const next = wrap(double)
          return pipe(
            source,
            flatMap((n: number) => pipe(iterate(n, next), drop(1), take(1))),
          )
        },
      },
    ],
    badCalls: notAFunction(iterate, 'next', 1),
    passing: [
      {
        title: 'flatMap(to the item, iterated from)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) =>
              pipe(
                iterate(item, () => item),
                drop(1),
                take(1),
              ),
            ),
          ),
      },
    ],
  },

  unfold: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to what is unfolded)',
        input: [1, 2, 3],
        output: [1, 2, 1, 3, 2, 1],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => unfold(n, (left) => (left > 0 ? [left, left - 1] : undefined))),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `unfold`',
        input: SIX,
        build: (source, wrap) => {
          const step = wrap((n: number): [number, number] | undefined =>
            n > 0 ? [n, 0] : undefined,
          )
          return pipe(
            source,
            flatMap((n: number) => unfold(n, step)),
          )
        },
      },
    ],
    badCalls: notAFunction(unfold, 'step', 1),
    passing: [
      {
        title: 'flatMap(to the item, unfolded)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) =>
              unfold(true, (isFirst) => (isFirst ? [item, false] : undefined)),
            ),
          ),
      },
    ],
  },
}
