import { concat, cycle, flatMap, merge, mergeSorted, once, pipe, type Source } from '@rivulet/core'
import * as fc from 'fast-check'
import { notACount, notASource, notBy, untyped, written, wrongShape } from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The sources of the items of other sources. */
export const sourcesOfSources: PackageRegistry = {
  concat: {
    kind: 'source',
    cases: [
      {
        title: 'concat(source, another)',
        input: [1, 2, 3],
        output: [1, 2, 3, 4, 5],
        outputBeforeError: [1, 2, 3],
        build: (source, inner) => concat(source, inner([4, 5])),
        needs: (nth) => Math.min(nth, 4), // the fourth call finds the end of the first source
      },
      {
        title: 'concat(another, source)',
        input: [1, 2, 3],
        output: [8, 9, 1, 2, 3],
        build: (source, inner) => concat(inner([8, 9]), source),
        needs: (nth) => Math.max(0, nth - 2),
      },
      {
        title: 'concat within concat',
        input: [1, 2, 3],
        output: [7, 1, 2, 3],
        build: (source, inner) => concat(concat(inner([7]), source), []),
        needs: (nth) => Math.max(0, nth - 1),
      },
    ],
    random: fc.array(fc.integer()).map((more) => ({
      title: `concat with an array of ${more.length}`,
      build: (source) => concat(source, more, source),
    })),
    badCalls: notASource(concat, 'source 2', (value) => [[], value]),
    passing: [{ title: 'concat(source)', build: (source) => concat(source) }],
  },

  cycle: {
    kind: 'source',
    cases: [
      {
        title: 'cycle(source, 1)',
        input: SIX,
        output: SIX,
        build: (source) => cycle(source, 1),
        needs: (nth) => nth,
      },
      {
        title: 'flatMap(to a cycle of a source)',
        input: [1, 2],
        output: [8, 9, 8, 9, 8, 9, 8, 9],
        build: (source, inner) =>
          pipe(
            source,
            flatMap(() => cycle(inner([8, 9]), 2)),
          ),
        needs: (nth) => Math.ceil(nth / 4),
      },
      {
        title: 'flatMap(to an endless cycle of nothing, and the item)',
        input: SIX,
        output: SIX,
        build: (source, inner) =>
          pipe(
            source,
            flatMap((n: number) => concat(cycle(inner([])), [n])),
          ),
      },
    ],
    random: fc.nat(3).map((count) => ({
      title: `cycle(source, ${count})`,
      build: (source) => cycle(source, count),
    })),
    badCalls: [
      ...notASource(cycle, 'source'),
      ...notACount(cycle, 'count', {
        least: 0,
        infinite: true,
        optional: true,
        argumentsOf: (count) => [[], count],
      }),
    ],
    passing: [{ title: 'cycle(source, 1)', build: (source) => cycle(source, 1) }],
  },

  once: {
    kind: 'source',
    cases: [
      {
        title: 'once(source)',
        input: SIX,
        output: SIX,
        build: (source) => once(source),
        needs: (nth) => nth,
      },
    ],
    badCalls: notASource(once, 'source'),
    passing: [{ title: 'once(source)', build: (source) => once(source) }],
    readOnce: [
      { title: 'an array that is marked', make: () => once([1, 2, 3]) },
      { title: 'a generator object that is marked', make: () => once([1, 2, 3].values()) },
    ],
    exempt: {
      repeatableOrLoud: 'it is loud over every source: see `readOnce`',
    },
  },

  merge: {
    kind: 'source',
    cases: [
      {
        title: 'merge(source)',
        input: SIX,
        output: SIX,
        build: (source) => merge(source),
        needs: (nth) => nth,
      },
      {
        title: 'merge(nothing, source, nothing)',
        input: SIX,
        output: SIX,
        build: (source, inner) => merge(inner([]), source, inner([])),
        needs: (nth) => nth,
      },
      {
        title: 'merge within merge',
        input: SIX,
        output: SIX,
        build: (source, inner) => merge(merge(source, inner([])), []),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'merge with nothing',
      build: (source) => merge(source, []),
    }),
    badCalls: notASource(merge, 'source 2', (value) => [[], value]),
    passing: [{ title: 'merge(source)', build: (source) => merge(source) }],
  },

  mergeSorted: {
    kind: 'source',
    cases: [
      {
        title: 'mergeSorted([source, another])',
        input: SIX,
        output: [1, 2, 2.5, 3, 4, 5, 6, 9],
        outputBeforeError: [1, 2, 2.5, 3, 4, 5, 6],
        build: (source, inner) => mergeSorted([source, inner([2.5, 9])]),
        needs: (nth) => nth,
      },
      {
        title: 'mergeSorted([another, source], { by })',
        input: [6, 4, 2],
        output: [7, 6, 4, 4, 2],
        build: (source, inner) =>
          mergeSorted([inner([7, 4]), source] as Source<number>[], { by: (n) => -n }),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback `by` of `mergeSorted`',
        input: SIX,
        build: (source, wrap) => mergeSorted([source], { by: wrap((n: number) => n) }),
      },
    ],
    random: fc.array(fc.integer()).map((more) => ({
      title: `mergeSorted with an array of ${more.length}`,
      build: (source) => mergeSorted([source, more], { by: () => 0 }),
    })),
    badCalls: [
      ...[undefined, null, 7, 'text', {}, new Set()].map((sources) =>
        wrongShape(
          `mergeSorted(${written(sources)})`,
          ['mergeSorted', 'sources', 'array', 'got '],
          () => untyped(mergeSorted, sources),
        ),
      ),
      ...notASource(mergeSorted, 'source 2', (value) => [[[], value]]),
      ...notBy(mergeSorted, []),
    ],
    passing: [
      {
        title: 'mergeSorted([source], { by: all are equal })',
        build: (source) => mergeSorted([source], { by: () => 0 }),
      },
    ],
  },
}
