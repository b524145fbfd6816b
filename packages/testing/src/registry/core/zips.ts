import { map, pipe, zip, zipKeyed, type Source } from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notASource,
  notOptions,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

// The strict mode throws over most random sources, as it should: zip.test-prop.ts has it.
const MODES = ['shortest', 'longest'] as const

/** An object as `zipKeyed` makes them. */
function bare(properties: object): object {
  return Object.assign(Object.create(null) as object, properties)
}

function badZipOptions(callee: { name: string }, sources: unknown): BadCall[] {
  const { name } = callee
  return [
    ...notOptions(callee, sources),
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

/** The sources of rows. */
export const zips: PackageRegistry = {
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
}
