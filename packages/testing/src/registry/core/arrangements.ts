import { filter, interleave, intersperse, pipe, shuffle } from '@rivulet/core'
import * as fc from 'fast-check'
import {
  notACountIn,
  notAFunctionIn,
  notASource,
  notOptions,
  untyped,
  wrongShape,
} from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that put items between each other, or into another order. */
export const arrangements: PackageRegistry = {
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
    badCalls: notASource(interleave, 'source 2', (value) => [[], value]),
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
      ...notAFunctionIn(shuffle, 'random', (random) => untyped(shuffle, { buffer: 2, random })),
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
}
