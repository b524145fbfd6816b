import { combine, count, groupBy, max, min, pipe, sum, topK } from '@rivulet/core'
import * as fc from 'fast-check'
import { got, notACount, notAFunction, notBy, untyped, written, wrongShape } from '../badCalls.ts'
import { SIX, keysUpTo, negative, parity } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The sinks that summarise and merge. */
export const summaries: PackageRegistry = {
  groupBy: {
    kind: 'sink',
    cases: [
      {
        title: 'groupBy(parity)',
        input: SIX,
        output: [
          new Map([
            ['odd', [1, 3, 5]],
            ['even', [2, 4, 6]],
          ]),
        ],
        build: (source) => pipe(source, groupBy(parity)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `groupBy`',
        input: SIX,
        build: (source, wrap) => pipe(source, groupBy(wrap(parity))),
      },
    ],
    random: keysUpTo(3).map((callback) => ({
      title: 'groupBy',
      build: (source) => pipe(source, groupBy(callback)),
    })),
    badCalls: notAFunction(groupBy, 'keyOf'),
  },

  min: {
    kind: 'sink',
    cases: [
      { title: 'min()', input: SIX, output: [1], build: (source) => pipe(source, min()) },
      {
        title: 'min({ by: negative })',
        input: SIX,
        output: [6],
        build: (source) => pipe(source, min({ by: negative })),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `min`',
        input: SIX,
        build: (source, wrap) => pipe(source, min({ by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'min',
      build: (source) => pipe(source, min({ by })),
    })),
    badCalls: notBy(min),
  },

  max: {
    kind: 'sink',
    cases: [
      { title: 'max()', input: SIX, output: [6], build: (source) => pipe(source, max()) },
      {
        title: 'max({ by: negative })',
        input: SIX,
        output: [1],
        build: (source) => pipe(source, max({ by: negative })),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `max`',
        input: SIX,
        build: (source, wrap) => pipe(source, max({ by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'max',
      build: (source) => pipe(source, max({ by })),
    })),
    badCalls: notBy(max),
  },

  topK: {
    kind: 'sink',
    cases: [
      { title: 'topK(2)', input: SIX, output: [[6, 5]], build: (source) => pipe(source, topK(2)) },
    ],
    callbacks: [
      {
        title: 'the callback of `topK`',
        input: SIX,
        build: (source, wrap) => pipe(source, topK(2, { by: wrap(negative) })),
      },
    ],
    random: fc.tuple(fc.nat(9), keysUpTo(3)).map(([most, by]) => ({
      title: `topK(${most})`,
      build: (source) => pipe(source, topK(most, { by })),
    })),
    badCalls: [...notACount(topK, 'count', { least: 0, infinite: false }), ...notBy(topK, 3)],
  },

  combine: {
    kind: 'sink',
    cases: [
      {
        title: 'combine({ items, total })',
        input: SIX,
        output: [{ items: 6, total: 21 }],
        build: (source) => pipe(source, combine({ items: count(), total: sum() })),
      },
    ],
    callbacks: [
      {
        title: 'a callback within `combine`',
        input: SIX,
        build: (source, wrap) =>
          pipe(source, combine({ items: count(), groups: groupBy(wrap(parity)) })),
      },
    ],
    random: keysUpTo(3).map((callback) => ({
      title: 'combine',
      build: (source) => pipe(source, combine({ items: count(), groups: groupBy(callback) })),
    })),
    badCalls: [
      ...[undefined, null, 7].map((aggregates) =>
        wrongShape(`combine(${written(aggregates)})`, ['combine', 'object', got(aggregates)], () =>
          untyped(combine, aggregates),
        ),
      ),
      wrongShape('combine({ items: 7 })', ['combine', 'items', 'aggregate', 'got 7'], () =>
        untyped(combine, { items: 7 }),
      ),
      wrongShape('combine({ items: {} })', ['combine', 'items.init', 'got undefined'], () =>
        untyped(combine, { items: {} }),
      ),
    ],
  },
}
