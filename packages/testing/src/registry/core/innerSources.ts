import { flatMap, flatMapAsync, flatten, map, pipe, take } from '@rivulet/core'
import * as fc from 'fast-check'
import { badAsyncOptions, notAFunction } from '../badCalls.ts'
import { SIX, concurrencies, double } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that open a source for each item. */
export const innerSources: PackageRegistry = {
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

  flatten: {
    kind: 'operator',
    cases: [
      {
        title: 'flatten() of arrays',
        input: [[1, 1], [2, 2], new Set([3, 4])],
        output: [1, 1, 2, 2, 3, 4],
        build: (source) => pipe(source, flatten()),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatten() of sources',
        input: [1, 2, 3],
        output: [1, 2, 1, 2, 1, 2],
        build: (source, inner) =>
          pipe(
            source,
            map(() => inner([1, 2])),
            flatten(),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc
      .func<[unknown, number], unknown[]>(fc.array(fc.integer(), { maxLength: 3 }))
      .map((callback) => ({
        title: 'flatten',
        build: (source) => pipe(source, map(callback), flatten()),
      })),
    passing: [
      {
        title: 'flatten() of items in a source',
        build: (source, inner) =>
          pipe(
            source,
            map((item: unknown) => inner([item])),
            flatten(),
          ),
      },
    ],
  },

  flatMapAsync: {
    kind: 'operator',
    cases: [
      {
        title: 'flatMapAsync(to a promise of an array)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            flatMapAsync(async (n: number) => [n, n]),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMapAsync(to a source)',
        input: [1, 2, 3],
        output: [1, 2, 1, 2, 1, 2],
        build: (source, inner) =>
          pipe(
            source,
            flatMapAsync(() => inner([1, 2])),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMapAsync(to a pipeline that ends early, { concurrency: 3 })',
        input: [1, 2, 3],
        output: [1, 1, 1],
        build: (source, inner) =>
          pipe(
            source,
            flatMapAsync(async () => pipe(inner([1, 2]), take(1)), { concurrency: 3 }),
          ),
        needs: (nth) => nth + 2,
      },
      {
        title: 'flatMapAsync(to a source, { concurrency: 2, ordered: false })',
        input: [1, 2],
        output: [1, 1, 1, 1],
        build: (source, inner) =>
          pipe(
            source,
            flatMapAsync(() => inner([1, 1]), { concurrency: 2, ordered: false }),
          ),
        needs: () => 3, // the end of the source is found while both are open
      },
      {
        title: 'flatMapAsync within flatMapAsync',
        input: [1, 2],
        output: [1, 1, 1, 1],
        build: (source, inner) =>
          pipe(
            source,
            flatMapAsync(
              () =>
                pipe(
                  inner([1, 2]),
                  flatMapAsync(() => inner([1]), { concurrency: 2 }),
                ),
              { concurrency: 2 },
            ),
          ),
        needs: (nth) => Math.ceil(nth / 2) + 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `flatMapAsync`',
        input: SIX,
        build: (source, wrap, inner) =>
          pipe(source, flatMapAsync(wrap((n: number) => inner([n, n])))),
      },
      {
        title: 'a rejection of the callback of `flatMapAsync` with a concurrency of 3',
        input: SIX,
        build: (source, wrap, inner) => {
          const throwing = wrap((n: number) => inner([n, n]))
          return pipe(
            source,
            flatMapAsync(async (n: number) => throwing(n), { concurrency: 3 }),
          )
        },
      },
      {
        // With more at once it is called ahead of what is delivered, and its third call says nothing.
        title: 'a callback inside an inner source of `flatMapAsync`',
        input: SIX,
        build: (source, wrap, inner) => {
          const throwing = wrap((n: number) => n)
          return pipe(
            source,
            flatMapAsync((n: number) => pipe(inner([n, n]), map(throwing))),
          )
        },
      },
    ],
    random: fc
      .tuple(fc.func<[unknown], unknown[]>(fc.array(fc.integer(), { maxLength: 3 })), concurrencies)
      .map(([callback, concurrency]) => ({
        title: `flatMapAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            flatMapAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [...notAFunction(flatMapAsync, 'callback'), ...badAsyncOptions(flatMapAsync)],
    passing: [
      {
        title: 'flatMapAsync(to the item in an array)',
        build: (source) =>
          pipe(
            source,
            flatMapAsync(async (item: unknown) => [item]),
          ),
      },
      {
        title: 'flatMapAsync(to the item in a source)',
        build: (source, inner) =>
          pipe(
            source,
            flatMapAsync((item: unknown) => inner([item])),
          ),
      },
    ],
  },
}
