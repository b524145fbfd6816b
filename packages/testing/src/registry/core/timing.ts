import {
  chunksWithin,
  flatMap,
  pipe,
  prefetch,
  retry,
  take,
  throttle,
  timeout,
  withSignal,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notACount,
  notACountIn,
  notAFunction,
  notAFunctionIn,
  notASignal,
  notOptions,
  untyped,
  withoutOptions,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

/** The bad calls of a function with a number that has to be finite and at least 1. */
function notInRange(
  callee: { name: string },
  parameter: string,
  call: (value: unknown) => unknown,
): BadCall[] {
  const { name } = callee
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

/** What has to do with time, with signals and with attempts. */
export const timing: PackageRegistry = {
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
    callbacks: [
      {
        title: 'the size of prefetch',
        input: SIX,
        build: (source, wrap) =>
          pipe(source, prefetch(3, { size: wrap((item: unknown) => Number(item)) })),
      },
    ],
    badCalls: [
      ...notACount(prefetch, 'count', { least: 1, infinite: false }),
      ...notOptions(prefetch, 1),
      ...notAFunctionIn(prefetch, 'size', (size) => untyped(prefetch, 1, { size })),
    ],
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
      ...notOptions(chunksWithin),
      withoutOptions(chunksWithin),
      ...notInRange(chunksWithin, 'size', (size) => untyped(chunksWithin, { size, ms: 1 })),
      ...notInRange(chunksWithin, 'ms', (ms) => untyped(chunksWithin, { size: 1, ms })),
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
    badCalls: notInRange(timeout, 'ms', (ms) => untyped(timeout, ms)),
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
      ...notOptions(throttle),
      withoutOptions(throttle),
      ...notInRange(throttle, 'limit', (limit) => untyped(throttle, { limit, intervalMs: 1 })),
      ...notInRange(throttle, 'intervalMs', (intervalMs) =>
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
      ...notOptions(retry, () => []),
      withoutOptions(retry, () => []),
      ...['from', 'backoff', 'retryIf'].flatMap((option) =>
        notAFunctionIn(retry, option, (value) =>
          untyped(retry, () => [], { from: () => 0, [option]: value }),
        ),
      ),
      ...notACountIn(retry, 'attempts', { least: 1, infinite: true }, (attempts) =>
        untyped(retry, () => [], { from: () => 0, attempts }),
      ),
      notASignal(retry, (signal) => untyped(retry, () => [], { from: () => 0, signal })),
    ],
    passing: [
      {
        title: 'retry',
        build: (source) => retry(() => source, { attempts: 1, from: (item) => item }),
      },
    ],
  },
}
