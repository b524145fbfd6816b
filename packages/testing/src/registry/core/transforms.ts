import { enumerate, map, pipe, progress, scan, tap } from '@rivulet/core'
import * as fc from 'fast-check'
import {
  notACount,
  notACountIn,
  notAFunction,
  notAFunctionIn,
  notOptions,
  untyped,
  whereOptional,
} from '../badCalls.ts'
import { SIX, double, noOp } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that make something of each item. */
export const transforms: PackageRegistry = {
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

  scan: {
    kind: 'operator',
    cases: [
      {
        title: 'scan(sum, 0)',
        input: [1, 2, 3],
        output: [1, 3, 6],
        build: (source) =>
          pipe(
            source,
            scan((sum: number, n: number) => sum + n, 0),
          ),
        needs: (nth) => nth,
      },
      {
        title: 'scan(sum)',
        input: [1, 2, 3],
        output: [1, 3, 6],
        build: (source) =>
          pipe(
            source,
            scan((sum: number, n: number) => sum + n),
          ),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `scan`',
        input: SIX,
        build: (source, wrap) =>
          pipe(
            source,
            scan(
              wrap((sum: number, n: number) => sum + n),
              0,
            ),
          ),
      },
    ],
    random: fc
      .tuple(fc.func<[unknown, unknown, number], number>(fc.integer()), fc.boolean())
      .map(([callback, begins]) => ({
        title: begins ? 'scan with an initial value' : 'scan without an initial value',
        build: (source) =>
          begins
            ? pipe(source, scan<unknown, number>(callback, 0))
            : pipe(source, scan<unknown>(callback)),
      })),
    badCalls: notAFunction(scan, 'callback'),
    passing: [
      {
        title: 'scan(to the item)',
        build: (source) =>
          pipe(
            source,
            scan((_: unknown, item: unknown) => item),
          ),
      },
    ],
  },

  tap: {
    kind: 'operator',
    cases: [
      {
        title: 'tap',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, tap(noOp)),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `tap`',
        input: SIX,
        build: (source, wrap) => pipe(source, tap(wrap(noOp))),
      },
    ],
    random: fc.constant({ title: 'tap', build: (source) => pipe(source, tap(noOp)) }),
    badCalls: notAFunction(tap, 'callback'),
    passing: [
      {
        title: 'tap',
        build: (source) =>
          pipe(
            source,
            tap(() => 'ignored'),
          ),
      },
    ],
  },

  enumerate: {
    kind: 'operator',
    cases: [
      {
        title: 'enumerate(1)',
        input: ['a', 'b', 'c'],
        output: [
          [1, 'a'],
          [2, 'b'],
          [3, 'c'],
        ],
        build: (source) => pipe(source, enumerate(1)),
        needs: (nth) => nth,
      },
    ],
    random: fc.nat().map((start) => ({
      title: `enumerate(${start})`,
      build: (source) => pipe(source, enumerate(start)),
    })),
    badCalls: whereOptional(notACount(enumerate, 'start', { least: 0, infinite: false })),
    passing: [
      {
        title: 'enumerate(), without the number again',
        build: (source) =>
          pipe(
            source,
            enumerate<unknown>(),
            map(([, item]) => item),
          ),
      },
    ],
  },

  // When its callback is called depends on the clock: what its errors do is in its own tests.
  progress: {
    kind: 'operator',
    cases: [
      {
        title: 'progress',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, progress({ everyMs: 0, onProgress: noOp })),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'progress',
      build: (source) => pipe(source, progress({ total: 9, onProgress: noOp })),
    }),
    badCalls: [
      ...notOptions(progress),
      ...notAFunctionIn(progress, 'onProgress', (onProgress) => untyped(progress, { onProgress }), {
        optional: false,
      }),
      ...notACountIn(progress, 'total', { least: 0, infinite: false }, (total) =>
        untyped(progress, { onProgress: noOp, total }),
      ),
      ...notACountIn(progress, 'everyMs', { least: 0, infinite: true }, (everyMs) =>
        untyped(progress, { onProgress: noOp, everyMs }),
      ),
    ],
    passing: [
      {
        title: 'progress',
        build: (source) => pipe(source, progress({ everyMs: 0, onProgress: noOp })),
      },
    ],
  },
}
