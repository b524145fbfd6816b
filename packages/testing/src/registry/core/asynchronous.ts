import { filterAsync, forEachAsync, pipe } from '@rivulet/core'
import * as fc from 'fast-check'
import { badAsyncOptions, notAFunction, untyped } from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const isEven = (n: number): boolean => n % 2 === 0
const concurrency = fc.integer({ min: 1, max: 5 })

/** Operators, sinks and sources that wait for something of their own: promises and timers. */
export const asynchronous: PackageRegistry = {
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
      .tuple(fc.func<[unknown], boolean>(fc.boolean()), concurrency)
      .map(([callback, concurrency]) => ({
        title: `filterAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            filterAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [
      ...notAFunction(filterAsync, 'callback'),
      ...badAsyncOptions('filterAsync', (options) => untyped(filterAsync, isEven, options)),
    ],
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
    badCalls: [
      ...notAFunction(forEachAsync, 'callback'),
      ...badAsyncOptions('forEachAsync', (options) => untyped(forEachAsync, isEven, options)),
    ],
  },
}
