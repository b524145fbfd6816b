import { aggregate, histogram, pipe, quantiles, stats, sum, type Counts } from '@rivulet/core'
import {
  got,
  notBy,
  notOptions,
  withoutOptions,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX, keysUpTo, negative } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

const estimates = quantiles([0, 0.5, 1])
const rounded = aggregate<number, Counts<number>, number[]>({
  ...estimates,
  finish: (state) => estimates.finish(state).map((estimate) => Math.round(estimate ?? Number.NaN)),
})

/** The sinks that summarise numbers. */
export const numbers: PackageRegistry = {
  sum: {
    kind: 'sink',
    cases: [{ title: 'sum()', input: SIX, output: [21], build: (source) => pipe(source, sum()) }],
    callbacks: [
      {
        title: 'the callback of `sum`',
        input: SIX,
        build: (source, wrap) => pipe(source, sum({ by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'sum',
      build: (source) => pipe(source, sum({ by })),
    })),
    badCalls: notBy(sum),
  },

  stats: {
    kind: 'sink',
    cases: [
      {
        title: 'stats()',
        input: [2, 4, 6],
        output: [{ count: 3, sum: 12, mean: 4, variance: 4, standardDeviation: 2, min: 2, max: 6 }],
        build: (source) => pipe(source, stats()),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `stats`',
        input: SIX,
        build: (source, wrap) => pipe(source, stats({ by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'stats',
      build: (source) => pipe(source, stats({ by })),
    })),
    badCalls: notBy(stats),
  },

  histogram: {
    kind: 'sink',
    cases: [
      {
        title: 'histogram({ bounds })',
        input: SIX,
        output: [
          [
            { from: -Infinity, to: 3, count: 2 },
            { from: 3, to: Infinity, count: 4 },
          ],
        ],
        build: (source) => pipe(source, histogram({ bounds: [3] })),
      },
      {
        title: 'histogram({ width: 4 })',
        input: SIX,
        output: [
          [
            { from: 0, to: 4, count: 3 },
            { from: 4, to: 8, count: 3 },
          ],
        ],
        build: (source) => pipe(source, histogram({ width: 4 })),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `histogram`',
        input: SIX,
        build: (source, wrap) => pipe(source, histogram({ width: 4, by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'histogram',
      build: (source) => pipe(source, histogram({ width: 2, by })),
    })),
    badCalls: [
      ...notOptions(histogram),
      withoutOptions(histogram),
      wrongShape('histogram({})', ['histogram', 'bounds or width', 'undefined'], () =>
        untyped(histogram, {}),
      ),
      wrongShape('histogram with text as its bounds', ['histogram', 'bounds', 'got "1"'], () =>
        untyped(histogram, { bounds: '1' }),
      ),
      wrongValue('histogram with bounds that descend', ['histogram', 'bounds', '2, 1'], () =>
        histogram({ bounds: [2, 1] }),
      ),
      wrongShape('histogram with text as its width', ['histogram', 'width', 'got "1"'], () =>
        untyped(histogram, { width: '1' }),
      ),
      ...[0, -1, Infinity, Number.NaN].map((width) =>
        wrongValue(`histogram({ width: ${width} })`, ['histogram', 'width', got(width)], () =>
          histogram({ width }),
        ),
      ),
      wrongShape('histogram with 7 as its callback', ['histogram', 'by', 'got 7'], () =>
        untyped(histogram, { width: 1, by: 7 }),
      ),
    ],
  },

  quantiles: {
    kind: 'sink',
    cases: [
      {
        // The results are estimates: what is told is which of the items they are nearest to.
        title: 'quantiles([0, 0.5, 1])',
        input: SIX,
        output: [[1, 3, 6]],
        build: (source) => pipe(source, rounded),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `quantiles`',
        input: SIX,
        build: (source, wrap) => pipe(source, quantiles([0.5], { by: wrap(negative) })),
      },
    ],
    random: keysUpTo(3).map((by) => ({
      title: 'quantiles',
      build: (source) => pipe(source, quantiles([0, 0.25, 0.5, 1], { by })),
    })),
    badCalls: [
      ...notBy(quantiles, [0.5]),
      ...[undefined, 0.5, ['0.5']].map((probabilities) =>
        wrongShape(
          `quantiles(${written(probabilities)})`,
          ['quantiles', 'probabilit', 'got '],
          () => untyped(quantiles, probabilities),
        ),
      ),
      ...[-0.1, 1.1, Number.NaN].map((probability) =>
        wrongValue(
          `quantiles([${probability}])`,
          ['quantiles', 'probability', '0 to 1', got(probability)],
          () => quantiles([probability]),
        ),
      ),
      wrongShape('quantiles with text as its accuracy', ['quantiles', 'accuracy', 'got "1"'], () =>
        untyped(quantiles, [0.5], { accuracy: '1' }),
      ),
      ...[0, 0.6, Number.NaN].map((accuracy) =>
        wrongValue(
          `quantiles with an accuracy of ${accuracy}`,
          ['quantiles', 'accuracy', '0.0001 to 0.5', got(accuracy)],
          () => quantiles([0.5], { accuracy }),
        ),
      ),
    ],
  },
}
