import {
  chunkBy,
  chunks,
  concat,
  flatMap,
  flatten,
  map,
  pairwise,
  pipe,
  windows,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notACount,
  notAFunction,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX, keysUpTo, parity } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that put neighbours together. */
export const groups: PackageRegistry = {
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
    random: keysUpTo(2).map((keyOf) => ({
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
}
