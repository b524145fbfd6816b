import { filterAsync, forEachAsync, map, mapAsync, pipe } from '@rivulet/core'
import * as fc from 'fast-check'
import { badAsyncOptions, notAFunction } from '../badCalls.ts'
import { SIX, concurrencies, double, isEven } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** What waits for a callback with every item. */
export const asyncCallbacks: PackageRegistry = {
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
      .tuple(fc.func<[unknown], number>(fc.integer()), concurrencies)
      .map(([callback, concurrency]) => ({
        title: `mapAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            mapAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [...notAFunction(mapAsync, 'callback'), ...badAsyncOptions(mapAsync)],
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

  filterAsync: {
    kind: 'operator',
    cases: [
      {
        title: 'filterAsync(isEven)',
        input: SIX,
        output: [2, 4, 6],
        build: (source) =>
          pipe(
            source,
            filterAsync(async (n: number) => isEven(n)),
          ),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'filterAsync(isEven without a promise)',
        input: SIX,
        output: [2, 4, 6],
        build: (source) => pipe(source, filterAsync(isEven)),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'filterAsync(isEven, { concurrency: 3 })',
        input: SIX,
        output: [2, 4, 6],
        build: (source) =>
          pipe(
            source,
            filterAsync(async (n: number) => isEven(n), { concurrency: 3 }),
          ),
        needs: (nth) => 2 * nth + 2,
      },
      {
        title: 'filterAsync(isEven, { concurrency: 3, ordered: false })',
        input: SIX,
        output: [2, 4, 6],
        build: (source) =>
          pipe(
            source,
            filterAsync(async (n: number) => isEven(n), { concurrency: 3, ordered: false }),
          ),
        needs: (nth) => 2 * nth + 2,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `filterAsync`',
        input: SIX,
        build: (source, wrap) => pipe(source, filterAsync(wrap(() => true))),
      },
      {
        title: 'a rejection of the callback of `filterAsync` with a concurrency of 3',
        input: SIX,
        build: (source, wrap) => {
          const throwing = wrap(() => true)
          return pipe(
            source,
            filterAsync(async () => throwing(), { concurrency: 3 }),
          )
        },
      },
    ],
    random: fc
      .tuple(fc.func<[unknown], boolean>(fc.boolean()), concurrencies)
      .map(([callback, concurrency]) => ({
        title: `filterAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            filterAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [...notAFunction(filterAsync, 'callback'), ...badAsyncOptions(filterAsync)],
    passing: [
      {
        title: 'filterAsync(yes)',
        build: (source) =>
          pipe(
            source,
            filterAsync(async () => true),
          ),
      },
    ],
  },

  forEachAsync: {
    kind: 'sink',
    cases: [
      {
        title: 'forEachAsync(nothing)',
        input: SIX,
        output: [undefined],
        build: (source) =>
          pipe(
            source,
            forEachAsync(async () => {}),
          ),
      },
      {
        title: 'forEachAsync(nothing, { concurrency: 3, ordered: true })',
        input: SIX,
        output: [undefined],
        build: (source) =>
          pipe(
            source,
            forEachAsync(async () => {}, { concurrency: 3, ordered: true }),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `forEachAsync`',
        input: SIX,
        build: (source, wrap) => pipe(source, forEachAsync(wrap(() => {}))),
      },
      {
        title: 'a rejection of the callback of `forEachAsync` with a concurrency of 3',
        input: SIX,
        build: (source, wrap) => {
          const throwing = wrap(() => {})
          return pipe(
            source,
            forEachAsync(async () => throwing(), { concurrency: 3 }),
          )
        },
      },
    ],
    badCalls: [...notAFunction(forEachAsync, 'callback'), ...badAsyncOptions(forEachAsync)],
  },
}
