import { combinations, flatMap, map, permutations, pipe, product } from '@rivulet/core'
import { asynchronous } from '../../pipelines/asynchronous.ts'
import { notACount, untyped, written, wrongShape } from '../badCalls.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

/** The bad calls of a function whose argument at `place` has to be a synchronous source. */
function notAnIterable(callee: { name: string }, parameter: string): BadCall[] {
  const { name } = callee
  return [undefined, null, 7, {}, () => undefined, pipe([], asynchronous())].map((value) =>
    wrongShape(
      `${name} with ${written(value)} as its ${parameter}`,
      [name, parameter, 'must be an Iterable', 'got '],
      () => untyped(callee, value, 1),
    ),
  )
}

/** The sources that combine items. */
export const combinatorics: PackageRegistry = {
  product: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to a product)',
        input: [1, 2],
        output: [
          [1, 'a'],
          [1, 'b'],
          [2, 'a'],
          [2, 'b'],
        ],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => product([n], 'ab')),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    badCalls: notAnIterable(product, 'source 1'),
    passing: [
      {
        title: 'flatMap(to a product), taken apart again',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => product([item])),
            map(([item]) => item),
          ),
      },
    ],
  },

  permutations: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to permutations)',
        input: [1, 2],
        output: [
          [1, 0],
          [0, 1],
          [2, 0],
          [0, 2],
        ],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => permutations([n, 0])),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    badCalls: [
      ...notAnIterable(permutations, 'items'),
      ...notACount(permutations, 'length', {
        least: 0,
        infinite: false,
        optional: true,
        argumentsOf: (length) => ['abc', length],
      }),
    ],
    passing: [
      {
        title: 'flatMap(to a permutation), taken apart again',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => permutations([item])),
            map(([item]) => item),
          ),
      },
    ],
  },

  combinations: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to combinations)',
        input: [1, 2],
        output: [
          [1, 7],
          [1, 8],
          [7, 8],
          [2, 7],
          [2, 8],
          [7, 8],
        ],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => combinations([n, 7, 8], 2)),
          ),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    badCalls: [
      ...notAnIterable(combinations, 'items'),
      ...notACount(combinations, 'length', {
        least: 0,
        infinite: false,
        argumentsOf: (length) => ['abc', length],
      }),
    ],
    passing: [
      {
        title: 'flatMap(to a combination), taken apart again',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => combinations([item], 1)),
            map(([item]) => item),
          ),
      },
    ],
  },
}
