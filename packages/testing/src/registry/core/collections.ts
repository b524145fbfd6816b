import { drain, join, last, partition, pipe, toMap, toSet } from '@rivulet/core'
import * as fc from 'fast-check'
import { got, notAFunction, untyped, written, wrongShape } from '../badCalls.ts'
import { SIX, isEven, keysUpTo, predicates } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

const half = (n: number): number => Math.ceil(n / 2)

/** The sinks that take every item, and what they put them into. */
export const collections: PackageRegistry = {
  drain: {
    kind: 'sink',
    cases: [
      {
        title: 'drain()',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, drain()),
      },
    ],
    random: fc.constant({ title: 'drain', build: (source) => pipe(source, drain()) }),
  },

  last: {
    kind: 'sink',
    cases: [{ title: 'last()', input: SIX, output: [6], build: (source) => pipe(source, last()) }],
    random: fc.constant({ title: 'last', build: (source) => pipe(source, last()) }),
  },

  join: {
    kind: 'sink',
    cases: [
      {
        title: "join('-')",
        input: SIX,
        output: ['1-2-3-4-5-6'],
        build: (source) => pipe(source, join('-')),
      },
    ],
    random: fc.string({ maxLength: 2 }).map((separator) => ({
      title: 'join',
      build: (source) => pipe(source, join(separator)),
    })),
    badCalls: [null, 7, {}, ['-']].map((separator) =>
      wrongShape(
        `join(${written(separator)})`,
        ['join', 'separator', 'string', got(separator)],
        () => untyped(join, separator),
      ),
    ),
  },

  partition: {
    kind: 'sink',
    cases: [
      {
        title: 'partition(isEven)',
        input: SIX,
        output: [
          [
            [2, 4, 6],
            [1, 3, 5],
          ],
        ],
        build: (source) => pipe(source, partition(isEven)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `partition`',
        input: SIX,
        build: (source, wrap) => pipe(source, partition(wrap(isEven))),
      },
    ],
    random: predicates.map((predicate) => ({
      title: 'partition',
      build: (source) => pipe(source, partition(predicate)),
    })),
    badCalls: notAFunction(partition, 'predicate'),
  },

  toMap: {
    kind: 'sink',
    cases: [
      {
        title: 'toMap() of pairs',
        input: [
          ['a', 1],
          ['b', 2],
          ['a', 3],
        ],
        endless: [['a', 1]],
        output: [
          new Map([
            ['a', 3],
            ['b', 2],
          ]),
        ],
        build: (source) => pipe(source, toMap()),
      },
      {
        title: 'toMap(half)',
        input: [1, 2, 3, 4],
        output: [
          new Map([
            [1, 2],
            [2, 4],
          ]),
        ],
        build: (source) => pipe(source, toMap(half)),
      },
    ],
    callbacks: [
      {
        title: 'the first callback of `toMap`',
        input: SIX,
        build: (source, wrap) => pipe(source, toMap(wrap(half))),
      },
      {
        title: 'the second callback of `toMap`',
        input: SIX,
        build: (source, wrap) => pipe(source, toMap(half, wrap(isEven))),
      },
    ],
    random: keysUpTo(3).map((callback) => ({
      title: 'toMap',
      build: (source) => pipe(source, toMap(callback, callback)),
    })),
    badCalls: [...notAFunction(toMap, 'keyOf'), ...notAFunction(toMap, 'valueOf', 1).slice(1)],
  },

  toSet: {
    kind: 'sink',
    cases: [
      {
        title: 'toSet()',
        input: [1, 2, 1],
        output: [new Set([1, 2])],
        build: (source) => pipe(source, toSet()),
      },
    ],
    random: fc.constant({ title: 'toSet', build: (source) => pipe(source, toSet()) }),
  },
}
