import {
  concat,
  cycle,
  flatMap,
  map,
  merge,
  mergeSorted,
  once,
  pipe,
  zip,
  zipKeyed,
  type Source,
} from '@rivulet/core'
import * as fc from 'fast-check'
import { got, notACount, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const NOT_ITERABLE = [undefined, null, 7, {}, () => undefined]
// The strict mode throws over most random sources, as it should: zip.test-prop.ts has it.
const MODES = ['shortest', 'longest'] as const

/** An object as `zipKeyed` makes them. */
function bare(properties: object): object {
  return Object.assign(Object.create(null) as object, properties)
}

/** The bad calls of a function that is given `[[], value]`, or whatever `around` makes of the value. */
function notASource(
  callee: { name: string },
  parameter: string,
  around: (value: unknown) => unknown[],
): BadCall[] {
  const { name } = callee
  return NOT_ITERABLE.map((value) =>
    wrongShape(
      `${name} with ${written(value)} as its ${parameter}`,
      [name, parameter, 'must be an Iterable or an AsyncIterable', 'got '],
      () => untyped(callee, ...around(value)),
    ),
  )
}

function badZipOptions(callee: { name: string }, sources: unknown): BadCall[] {
  const { name } = callee
  return [
    ...[null, 7, [], () => undefined].map((options) =>
      wrongShape(`${name} with ${written(options)} as its options`, [name, 'options', 'got '], () =>
        untyped(callee, sources, options),
      ),
    ),
    wrongShape(`${name} with 1 as its mode`, [name, 'mode', "'strict'", got(1)], () =>
      untyped(callee, sources, { mode: 1 }),
    ),
    wrongValue(`${name} with the mode 'last'`, [name, 'mode', "'strict'", got('last')], () =>
      untyped(callee, sources, { mode: 'last' }),
    ),
    wrongShape(`${name} with 7 as its padding`, [name, 'padding', got(7)], () =>
      untyped(callee, sources, { mode: 'longest', padding: 7 }),
    ),
  ]
}

export const sourcesOfSources: PackageRegistry = {
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
      ...notASource(cycle, 'source', (value) => [value]),
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
    badCalls: notASource(once, 'source', (value) => [value]),
    passing: [{ title: 'once(source)', build: (source) => once(source) }],
    readOnce: [
      { title: 'an array that is marked', make: () => once([1, 2, 3]) },
      { title: 'a generator object that is marked', make: () => once([1, 2, 3].values()) },
    ],
    exempt: {
      repeatableOrLoud: 'it is loud over every source: see `readOnce`',
    },
  },

  zip: {
    kind: 'source',
    cases: [
      {
        title: 'zip([source])',
        input: [1, 2, 3],
        output: [[1], [2], [3]],
        build: (source) => zip([source]),
        needs: (nth) => nth,
      },
      {
        title: 'zip([source, another])',
        ends: true,
        input: [1, 2, 3],
        output: [
          [1, 'a'],
          [2, 'b'],
          [3, 'c'],
        ],
        build: (source, inner) => zip([source, inner(['a', 'b', 'c'])]),
        needs: (nth) => nth,
      },
      {
        title: 'zip([a shorter one, source])',
        ends: true,
        input: [1, 2, 3],
        output: [
          ['a', 1],
          ['b', 2],
        ],
        build: (source, inner) => zip([inner(['a', 'b']), source]),
        needs: (nth) => nth,
      },
      {
        title: "zip([source, a shorter one], { mode: 'longest' })",
        input: [1, 2, 3],
        output: [
          [1, 'a'],
          [2, '-'],
          [3, '-'],
        ],
        build: (source, inner) =>
          zip([source, inner(['a'])], { mode: 'longest', padding: [0, '-'] }),
        needs: (nth) => nth,
      },
    ],
    random: fc.tuple(fc.array(fc.integer()), fc.constantFrom(...MODES)).map(([more, mode]) => ({
      title: `zip with an array of ${more.length}, ${mode}`,
      build: (source) => zip([source, more], { mode }),
    })),
    badCalls: [
      ...[undefined, null, 7, 'text', {}, new Set()].map((sources) =>
        wrongShape(`zip(${written(sources)})`, ['zip', 'sources', 'array', 'got '], () =>
          untyped(zip, sources),
        ),
      ),
      ...notASource(zip, 'source 2', (value) => [[[], value]]),
      ...badZipOptions(zip, [[]]),
    ],
    passing: [
      {
        title: 'zip([source]), taken apart again',
        build: (source) =>
          pipe(
            zip([source]),
            map(([item]) => item),
          ),
      },
    ],
  },

  zipKeyed: {
    kind: 'source',
    cases: [
      {
        title: 'zipKeyed({ n: source, letter: another })',
        ends: true,
        input: [1, 2],
        output: [bare({ n: 1, letter: 'a' }), bare({ n: 2, letter: 'b' })],
        build: (source, inner) => zipKeyed({ n: source, letter: inner(['a', 'b']) }),
        needs: (nth) => nth,
      },
      {
        title: "zipKeyed({ letter: a shorter one, n: source }, { mode: 'longest' })",
        input: [1, 2],
        output: [bare({ letter: 'a', n: 1 }), bare({ letter: '-', n: 2 })],
        build: (source, inner) =>
          zipKeyed(
            { letter: inner(['a']), n: source },
            { mode: 'longest', padding: { letter: '-' } },
          ),
        needs: (nth) => nth,
      },
    ],
    random: fc.tuple(fc.array(fc.integer()), fc.constantFrom(...MODES)).map(([more, mode]) => ({
      title: `zipKeyed with an array of ${more.length}, ${mode}`,
      build: (source) => zipKeyed({ source, more }, { mode }),
    })),
    badCalls: [
      ...[undefined, null, 7, 'text', () => undefined].map((sources) =>
        wrongShape(`zipKeyed(${written(sources)})`, ['zipKeyed', 'sources', 'object', 'got '], () =>
          untyped(zipKeyed, sources),
        ),
      ),
      ...notASource(zipKeyed, 'name', (value) => [{ name: value }]).filter(
        // As for TC39, there is nothing under such a key.
        ({ title }) => !title.includes('undefined as'),
      ),
      ...badZipOptions(zipKeyed, { name: [] }),
    ],
    passing: [
      {
        title: 'zipKeyed({ item: source }), taken apart again',
        build: (source) =>
          pipe(
            zipKeyed({ item: source as Source }),
            map(({ item }) => item),
          ),
      },
    ],
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
      ...[null, 7, [], () => undefined].map((options) =>
        wrongShape(`mergeSorted([], ${written(options)})`, ['mergeSorted', 'options', 'got '], () =>
          untyped(mergeSorted, [], options),
        ),
      ),
      ...[null, 7, 'time'].map((by) =>
        wrongShape(
          `mergeSorted with ${written(by)} as its by`,
          ['mergeSorted', 'by', 'function', got(by)],
          () => untyped(mergeSorted, [], { by }),
        ),
      ),
    ],
    passing: [
      {
        title: 'mergeSorted([source], { by: all are equal })',
        build: (source) => mergeSorted([source], { by: () => 0 }),
      },
    ],
  },
}
