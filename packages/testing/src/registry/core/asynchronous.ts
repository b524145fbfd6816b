import {
  chunksWithin,
  filterAsync,
  flatMap,
  flatMapAsync,
  forEachAsync,
  map,
  pipe,
  prefetch,
  retry,
  take,
  throttle,
  timeout,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  badAsyncOptions,
  got,
  notACount,
  notAFunction,
  untyped,
  wrongShape,
  wrongValue,
  written,
} from '../badCalls.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const isEven = (n: number): boolean => n % 2 === 0
const limits = fc.integer({ min: 1, max: 5 })

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
      .tuple(fc.func<[unknown], boolean>(fc.boolean()), limits)
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
      .tuple(fc.func<[unknown], unknown[]>(fc.array(fc.integer(), { maxLength: 3 })), limits)
      .map(([callback, concurrency]) => ({
        title: `flatMapAsync with a concurrency of ${concurrency}`,
        build: (source) =>
          pipe(
            source,
            flatMapAsync(async (item) => callback(item), { concurrency }),
          ),
      })),
    badCalls: [
      ...notAFunction(flatMapAsync, 'callback'),
      ...badAsyncOptions('flatMapAsync', (options) => untyped(flatMapAsync, isEven, options)),
    ],
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

  prefetch: {
    kind: 'operator',
    cases: [
      {
        title: 'prefetch(1)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, prefetch(1)),
        needs: (nth) => nth + 1,
      },
      {
        title: 'prefetch(3)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, prefetch(3)),
        needs: (nth) => nth + 3,
      },
      {
        title: 'prefetch(2) before an end of its own',
        ends: true,
        input: SIX,
        output: [1, 2],
        build: (source) => pipe(source, prefetch(2), take(2)),
        needs: (nth) => nth + 2,
      },
    ],
    random: fc.integer({ min: 1, max: 9 }).map((count) => ({
      title: `prefetch(${count})`,
      build: (source) => pipe(source, prefetch(count)),
    })),
    badCalls: notACount(prefetch, 'count', { least: 1, infinite: false }),
    passing: [{ title: 'prefetch(2)', build: (source) => pipe(source, prefetch(2)) }],
  },

  chunksWithin: {
    kind: 'operator',
    cases: [
      {
        title: 'chunksWithin({ size: 2, ms: 60_000 })',
        input: SIX,
        output: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        build: (source) => pipe(source, chunksWithin({ size: 2, ms: 60_000 })),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'chunksWithin({ size: 4, ms: 60_000 }), the last one not full',
        input: SIX,
        output: [
          [1, 2, 3, 4],
          [5, 6],
        ],
        build: (source) => pipe(source, chunksWithin({ size: 4, ms: 60_000 })),
      },
    ],
    random: fc.integer({ min: 1, max: 9 }).map((size) => ({
      title: `chunksWithin({ size: ${size}, ms: 60_000 })`,
      build: (source) => pipe(source, chunksWithin({ size, ms: 60_000 })),
    })),
    badCalls: [
      ...notOptions('chunksWithin', (options) => untyped(chunksWithin, options)),
      ...notInRange('chunksWithin', 'size', (size) => untyped(chunksWithin, { size, ms: 1 })),
      ...notInRange('chunksWithin', 'ms', (ms) => untyped(chunksWithin, { size: 1, ms })),
    ],
    passing: [
      {
        title: 'chunksWithin(), taken apart again',
        build: (source) =>
          pipe(
            source,
            chunksWithin<unknown>({ size: 2, ms: 60_000 }),
            flatMap((chunk) => chunk),
          ),
      },
    ],
  },

  timeout: {
    kind: 'operator',
    cases: [
      {
        title: 'timeout(60_000)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, timeout(60_000)),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'timeout',
      build: (source) => pipe(source, timeout(60_000)),
    }),
    badCalls: notInRange('timeout', 'ms', (ms) => untyped(timeout, ms)),
    passing: [{ title: 'timeout', build: (source) => pipe(source, timeout(60_000)) }],
  },

  throttle: {
    kind: 'operator',
    cases: [
      {
        title: 'throttle({ limit: 1000, intervalMs: 1 })',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, throttle({ limit: 1000, intervalMs: 1 })),
        needs: (nth) => nth,
      },
      {
        title: 'throttle({ limit: 4, intervalMs: 2 })',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, throttle({ limit: 4, intervalMs: 2 })),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'throttle',
      build: (source) => pipe(source, throttle({ limit: 1000, intervalMs: 1 })),
    }),
    badCalls: [
      ...notOptions('throttle', (options) => untyped(throttle, options)),
      ...notInRange('throttle', 'limit', (limit) => untyped(throttle, { limit, intervalMs: 1 })),
      ...notInRange('throttle', 'intervalMs', (intervalMs) =>
        untyped(throttle, { limit: 1, intervalMs }),
      ),
    ],
    passing: [
      {
        title: 'throttle',
        build: (source) => pipe(source, throttle({ limit: 1000, intervalMs: 1 })),
      },
    ],
  },

  retry: {
    kind: 'source',
    cases: [
      {
        title: 'retry(a source, { attempts: 1 })',
        input: SIX,
        output: SIX,
        build: (source) => retry(() => source, { attempts: 1, from: () => 0 }),
        needs: (nth) => nth,
      },
      {
        title: 'retry(a promise of a source, { attempts: 1 })',
        input: SIX,
        output: SIX,
        build: (source) => retry(async () => source, { attempts: 1, from: () => 0 }),
        needs: (nth) => nth,
      },
      {
        title: 'retry(a source, { retryIf: never })',
        input: SIX,
        output: SIX,
        build: (source) => retry(() => source, { retryIf: () => false, from: () => 0 }),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the `from` of `retry`',
        input: SIX,
        build: (source, wrap) => retry(() => source, { from: wrap(() => 0) }),
      },
    ],
    random: fc.constant({
      title: 'retry',
      build: (source) => retry(() => source, { attempts: 1, from: () => 0 }),
    }),
    badCalls: [
      ...notAFunction(retry, 'open'),
      ...notOptions('retry', (options) => untyped(retry, () => [], options)),
      ...(['from', 'backoff', 'retryIf'] as const).map((option) =>
        wrongShape(`retry with 7 as its ${option}`, ['retry', option, 'function', got(7)], () =>
          untyped(retry, () => [], { from: () => 0, [option]: 7 }),
        ),
      ),
      ...[0, -1, 1.5, Number.NaN].map((attempts) =>
        wrongValue(
          `retry with ${attempts} attempts`,
          ['retry', 'attempts', 'at least 1', got(attempts)],
          () => untyped(retry, () => [], { from: () => 0, attempts }),
        ),
      ),
      wrongShape('retry with an object as its signal', ['retry', 'signal', 'AbortSignal'], () =>
        untyped(retry, () => [], { from: () => 0, signal: {} }),
      ),
    ],
    passing: [
      {
        title: 'retry',
        build: (source) => retry(() => source, { attempts: 1, from: (item) => item }),
      },
    ],
  },
}

/** The bad calls of a function that needs options. */
function notOptions(name: string, call: (options: unknown) => unknown): BadCall[] {
  return [undefined, null, 7, [], () => undefined].map((options) =>
    wrongShape(`${name} with ${written(options)} as its options`, [name, 'options', 'got '], () =>
      call(options),
    ),
  )
}

/** The bad calls of a function with a number that has to be finite and at least 1. */
function notInRange(name: string, parameter: string, call: (value: unknown) => unknown): BadCall[] {
  return [
    ...[undefined, null, '3', 3n].map((value) =>
      wrongShape(
        `${name} with ${written(value)} as its ${parameter}`,
        [name, parameter, 'must be a', got(value)],
        () => call(value),
      ),
    ),
    ...[0, -1, Number.NaN, Infinity].map((value) =>
      wrongValue(
        `${name} with ${value} as its ${parameter}`,
        [name, parameter, 'must be a', got(value)],
        () => call(value),
      ),
    ),
  ]
}
