import {
  chunkBy,
  compact,
  concat,
  dedupe,
  distinct,
  dropWhile,
  enumerate,
  filter,
  flatMap,
  flatten,
  interleave,
  intersperse,
  map,
  pairwise,
  pipe,
  progress,
  scan,
  shuffle,
  slice,
  tap,
  windows,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notACount,
  notACountIn,
  notAFunction,
  notOptions,
  untyped,
  whereOptional,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const PAIRS = [1, 1, 2, 2, 3, 3]
const MANY = Array.from({ length: 10_000 }, (_, index) => index)
const parity = (n: number): number => n % 2
const noOp = (): undefined => undefined
const predicate = fc.func<[unknown], boolean>(fc.boolean())
const key = fc.func<[unknown], number>(fc.nat(2))

/** The operators that choose, join and reorder items. */
export const itemOperators: PackageRegistry = {
  chunkBy: {
    kind: 'operator',
    exempt: {
      nothingLost: 'an error discards the run that is not finished, as its own tests show',
    },
    cases: [
      {
        title: 'chunkBy(half)',
        input: SIX,
        output: [
          [1, [1, 2]],
          [2, [3, 4]],
          [3, [5, 6]],
        ],
        build: (source) =>
          pipe(
            source,
            chunkBy((n: number) => Math.ceil(n / 2)),
          ),
        needs: (nth) => 2 * nth + 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `chunkBy`',
        input: SIX,
        build: (source, wrap) => pipe(source, chunkBy(wrap(parity))),
      },
    ],
    random: key.map((keyOf) => ({
      title: 'chunkBy',
      build: (source) => pipe(source, chunkBy(keyOf)),
    })),
    badCalls: notAFunction(chunkBy, 'keyOf'),
    passing: [
      {
        title: 'chunkBy(a key for each item), taken apart again',
        build: (source) =>
          pipe(
            source,
            chunkBy<unknown, object>(() => ({})),
            flatMap(([, items]) => items),
          ),
      },
    ],
  },

  compact: {
    kind: 'operator',
    cases: [
      {
        title: 'compact()',
        input: [1, 0, 2, '', 3, false],
        output: [1, 2, 3],
        build: (source) => pipe(source, compact()),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    random: fc.constant({ title: 'compact', build: (source) => pipe(source, compact()) }),
    passing: [
      {
        title: 'compact() of items in an array',
        build: (source) =>
          pipe(
            source,
            map((item: unknown) => [item]),
            compact(),
            map(([item]) => item),
          ),
      },
    ],
  },

  dedupe: {
    kind: 'operator',
    cases: [
      {
        title: 'dedupe()',
        input: PAIRS,
        output: [1, 2, 3],
        build: (source) => pipe(source, dedupe()),
        needs: (nth) => 2 * nth - 1,
      },
      {
        title: 'dedupe(by parity)',
        input: PAIRS,
        output: [1, 2, 3],
        build: (source) => pipe(source, dedupe(parity)),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `dedupe`',
        input: SIX,
        build: (source, wrap) => pipe(source, dedupe(wrap(parity))),
      },
    ],
    random: fc.option(key, { nil: undefined }).map((keyOf) => ({
      title: 'dedupe',
      build: (source) => pipe(source, dedupe(keyOf)),
    })),
    badCalls: whereOptional(notAFunction(dedupe, 'keyOf')),
    passing: [
      {
        title: 'dedupe(a key for each item)',
        build: (source) =>
          pipe(
            source,
            dedupe(() => ({})),
          ),
      },
    ],
  },

  distinct: {
    kind: 'operator',
    cases: [
      {
        title: 'distinct()',
        input: PAIRS,
        endless: MANY,
        output: [1, 2, 3],
        build: (source) => pipe(source, distinct()),
        needs: (nth) => 2 * nth - 1,
      },
      {
        title: 'distinct(undefined, { limit: 10_000 })',
        input: PAIRS,
        endless: MANY,
        output: [1, 2, 3],
        build: (source) => pipe(source, distinct(undefined, { limit: 10_000 })),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `distinct`',
        input: SIX,
        build: (source, wrap) => pipe(source, distinct(wrap(parity))),
      },
    ],
    random: fc
      .tuple(fc.option(key, { nil: undefined }), fc.oneof(fc.nat(9), fc.constant(Infinity)))
      .map(([keyOf, more]) => ({
        title: `distinct with a limit of ${more + 1}`,
        build: (source) => pipe(source, distinct(keyOf, { limit: more + 1 })),
      })),
    badCalls: [
      ...whereOptional(notAFunction(distinct, 'keyOf')),
      ...notOptions(distinct, noOp),
      ...notACountIn(distinct, 'limit', { least: 1, infinite: true }, (limit) =>
        untyped(distinct, noOp, { limit }),
      ),
    ],
    passing: [
      {
        title: 'distinct(a key for each item)',
        build: (source) =>
          pipe(
            source,
            distinct(() => ({})),
          ),
      },
    ],
  },

  dropWhile: {
    kind: 'operator',
    cases: [
      {
        title: 'dropWhile(n < 3)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) =>
          pipe(
            source,
            dropWhile((n: number) => n < 3),
          ),
        needs: (nth) => nth + 2,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `dropWhile`',
        input: SIX,
        build: (source, wrap) => pipe(source, dropWhile(wrap(() => true))),
      },
    ],
    random: predicate.map((callback) => ({
      title: 'dropWhile',
      build: (source) => pipe(source, dropWhile(callback)),
    })),
    badCalls: notAFunction(dropWhile, 'callback'),
    passing: [
      {
        title: 'dropWhile(() => false)',
        build: (source) =>
          pipe(
            source,
            dropWhile(() => false),
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

  interleave: {
    kind: 'operator',
    cases: [
      {
        title: 'interleave(a shorter source)',
        input: SIX,
        output: [1, 7, 2, 8, 3, 4, 5, 6],
        build: (source, inner) => pipe(source, interleave(inner([7, 8]))),
        needs: (nth) => (nth <= 4 ? Math.ceil(nth / 2) : nth - 2),
      },
      {
        title: 'interleave(two sources)',
        input: [1, 2, 3],
        output: [1, 4, 5, 2, 3],
        build: (source, inner) => pipe(source, interleave(inner([4]), inner([5]))),
        needs: (nth) => (nth <= 3 ? 1 : nth - 2),
      },
      {
        title: 'interleave()',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, interleave()),
        needs: (nth) => nth,
      },
    ],
    random: fc.array(fc.array(fc.integer(), { maxLength: 5 }), { maxLength: 3 }).map((others) => ({
      title: `interleave(${others.length} sources)`,
      build: (source) => pipe(source, interleave(...others)),
    })),
    badCalls: [undefined, null, 7, {}].map((value) =>
      wrongShape(
        `interleave([], ${written(value)})`,
        ['interleave', 'source 2', 'Iterable', got(value)],
        () => untyped(interleave, [], value),
      ),
    ),
    passing: [
      {
        title: 'interleave(a source without items)',
        build: (source, inner) => pipe(source, interleave(inner([]))),
      },
      {
        title: 'interleave, of a source without items',
        build: (source, inner) => pipe(inner([]), interleave(source)),
      },
    ],
  },

  intersperse: {
    kind: 'operator',
    cases: [
      {
        title: 'intersperse(0)',
        input: [1, 2, 3],
        output: [1, 0, 2, 0, 3],
        build: (source) => pipe(source, intersperse(0)),
        needs: (nth) => Math.floor(nth / 2) + 1,
      },
    ],
    random: fc.anything().map((separator) => ({
      title: 'intersperse',
      build: (source) => pipe(source, intersperse(separator)),
    })),
    passing: [
      {
        title: 'intersperse, without the separators again',
        build: (source) =>
          pipe(
            source,
            intersperse<unknown, string>('separator'),
            filter((_, index) => index % 2 === 0),
          ),
      },
    ],
  },

  pairwise: {
    kind: 'operator',
    cases: [
      {
        title: 'pairwise()',
        input: [1, 2, 3],
        output: [
          [1, 2],
          [2, 3],
        ],
        build: (source) => pipe(source, pairwise()),
        needs: (nth) => nth + 1,
      },
    ],
    random: fc.constant({ title: 'pairwise', build: (source) => pipe(source, pairwise()) }),
    passing: [
      {
        title: 'pairwise(), the second ones',
        build: (source) =>
          pipe(
            concat(['before all'], source),
            pairwise<unknown>(),
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
      ...[undefined, null, 'text', 7, {}].map((onProgress) =>
        wrongShape(
          `progress with onProgress: ${written(onProgress)}`,
          ['progress', 'onProgress', 'function', got(onProgress)],
          () => untyped(progress, { onProgress }),
        ),
      ),
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

  shuffle: {
    kind: 'operator',
    cases: [
      {
        title: 'shuffle({ buffer: 4, seed: 1 })',
        input: [0, 1, 2, 3, 4, 5],
        output: [0, 3, 2, 4, 5, 1],
        build: (source) => pipe(source, shuffle({ buffer: 4, seed: 1 })),
        needs: (nth) => nth + 3,
      },
      {
        title: 'shuffle({ buffer: 3, random })',
        input: SIX,
        output: [1, 3, 4, 5, 6, 2],
        build: (source) => pipe(source, shuffle({ buffer: 3, random: () => 0 })),
        needs: (nth) => nth + 2,
      },
    ],
    callbacks: [
      {
        title: 'the random function of `shuffle`',
        input: SIX,
        build: (source, wrap) => pipe(source, shuffle({ buffer: 2, random: wrap(() => 0) })),
      },
    ],
    random: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.maxSafeNat()).map(([buffer, seed]) => ({
      title: `shuffle({ buffer: ${buffer}, seed: ${seed} })`,
      build: (source) => pipe(source, shuffle({ buffer, seed })),
    })),
    badCalls: [
      ...notOptions(shuffle),
      ...notACountIn(shuffle, 'buffer', { least: 1, infinite: true }, (buffer) =>
        untyped(shuffle, { buffer }),
      ),
      ...notACountIn(shuffle, 'seed', { least: 0, infinite: false }, (seed) =>
        untyped(shuffle, { buffer: 2, seed }),
      ),
      ...[null, 'text', 7, {}].map((random) =>
        wrongShape(
          `shuffle with random: ${written(random)}`,
          ['shuffle', 'random', 'function', got(random)],
          () => untyped(shuffle, { buffer: 2, random }),
        ),
      ),
      wrongShape('shuffle with a seed and random', ['shuffle', 'random', 'seed', 'got '], () =>
        untyped(shuffle, { buffer: 2, seed: 1, random: Math.random }),
      ),
    ],
    passing: [
      {
        title: 'shuffle({ buffer: 1 })',
        build: (source) => pipe(source, shuffle({ buffer: 1 })),
      },
    ],
  },

  slice: {
    kind: 'operator',
    cases: [
      {
        title: 'slice(1, 4)',
        ends: true,
        input: SIX,
        output: [2, 3, 4],
        build: (source) => pipe(source, slice(1, 4)),
        needs: (nth) => nth + 1,
      },
      {
        title: 'slice(2)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) => pipe(source, slice(2)),
        needs: (nth) => nth + 2,
      },
      {
        title: 'slice(3, 2)',
        ends: true,
        input: SIX,
        output: [],
        build: (source) => pipe(source, slice(3, 2)),
      },
    ],
    random: fc
      .tuple(fc.nat(12), fc.oneof(fc.nat(12), fc.constant(Infinity)))
      .map(([start, end]) => ({
        title: `slice(${start}, ${end})`,
        build: (source) => pipe(source, slice(start, end)),
      })),
    badCalls: [
      ...notACount(slice, 'start', { least: 0, infinite: true }),
      ...notACountIn(slice, 'end', { least: 0, infinite: true }, (end) => untyped(slice, 0, end)),
    ],
    passing: [{ title: 'slice(0)', build: (source) => pipe(source, slice(0)) }],
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

  windows: {
    kind: 'operator',
    cases: [
      {
        title: 'windows(3)',
        input: [1, 2, 3, 4],
        output: [
          [1, 2, 3],
          [2, 3, 4],
        ],
        build: (source) => pipe(source, windows(3)),
        needs: (nth) => nth + 2,
      },
      {
        title: "windows(3, 'allow-partial')",
        input: [1, 2],
        output: [[1, 2]],
        outputBeforeError: [],
        build: (source) => pipe(source, windows(3, 'allow-partial')),
      },
    ],
    random: fc
      .tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom<'only-full' | 'allow-partial'>('only-full', 'allow-partial'),
      )
      .map(([size, undersized]) => ({
        title: `windows(${size}, '${undersized}')`,
        build: (source) => pipe(source, windows(size, undersized)),
      })),
    badCalls: [
      ...notACount(windows, 'size', { least: 1, infinite: false }),
      ...[null, true, { partial: true }].map((value) =>
        wrongShape(
          `windows(2, ${written(value)})`,
          ['windows', 'undersized', "'allow-partial'", got(value)],
          () => untyped(windows, 2, value),
        ),
      ),
      wrongValue("windows(2, 'partial')", ['windows', 'undersized', got('partial')], () =>
        untyped(windows, 2, 'partial'),
      ),
    ],
    passing: [
      {
        title: 'windows(1), taken apart again',
        build: (source) => pipe(source, windows(1), flatten()),
      },
    ],
  },
}
