import { map, pipe, prefetch, toArray, type Source } from '@rivulet/core'
import { fromWeb, through, toWeb, toWebTransform } from '@rivulet/streams'
import * as fc from 'fast-check'
import { notASource, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'
import { badOptions, notAStream } from './badStreams.ts'

const webIdentity = () => toWebTransform(map((item: unknown) => item))

/** `toWeb` awaits the promises of an Iterable, and those of an AsyncIterable are values. */
const asAsync = (source: Source): Source => pipe(source, prefetch(1))

/** The streams of the Web, as sources and stages, and the way back. */
export const webStreams: PackageRegistry = {
  fromWeb: {
    kind: 'source',
    cases: [
      {
        title: 'fromWeb(a stream over the source)',
        input: SIX,
        output: SIX,
        build: (source) => fromWeb(toWeb(source)),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({ title: 'fromWeb', build: (source) => fromWeb(toWeb(source)) }),
    passing: [{ title: 'fromWeb', build: (source) => fromWeb(toWeb(asAsync(source))) }],
    badCalls: [
      ...notAStream(fromWeb, () => toWeb([])),
      wrongShape(
        "fromWeb(stream, { preventCancel: 'no' })",
        ['fromWeb', 'preventCancel', "'no'"],
        () => untyped(fromWeb, toWeb([]), { preventCancel: 'no' }),
      ),
    ],
    readOnce: [
      { title: 'fromWeb', make: () => fromWeb(new Blob(['abc']).stream()) },
      { title: 'fromWeb of toWeb', make: () => fromWeb(toWeb(SIX)) },
    ],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toWeb: {
    kind: 'adapter',
    cases: [
      {
        title: 'toWeb',
        input: SIX,
        output: SIX,
        build: (source) => toWeb(source),
        needs: (nth) => nth,
      },
      {
        title: 'toWeb with a high water mark of 3',
        input: SIX,
        output: SIX,
        build: (source) => toWeb(source, { strategy: { highWaterMark: 3 } }),
      },
    ],
    random: fc.record({ highWaterMark: fc.nat(5) }).map((strategy) => ({
      title: `toWeb with a high water mark of ${strategy.highWaterMark}`,
      build: (source) => toWeb(source, { strategy }),
    })),
    passing: [{ title: 'toWeb', build: (source) => toWeb(asAsync(source)) }],
    badCalls: [
      ...notASource(toWeb, 'source'),
      ...badOptions(toWeb, () => []),
      wrongShape("toWeb([], { type: 'text' })", ['toWeb', 'type', "'bytes'", "'text'"], () =>
        untyped(toWeb, [], { type: 'text' }),
      ),
      wrongShape('toWeb([], { strategy: 3 })', ['toWeb', 'strategy', 'object', 'got 3'], () =>
        untyped(toWeb, [], { strategy: 3 }),
      ),
      wrongValue(
        'toWeb([], { strategy: { highWaterMark: 0.5 } })',
        ['toWeb', 'highWaterMark', 'at least 0', '0.5'],
        () => untyped(toWeb, [], { strategy: { highWaterMark: 0.5 } }),
      ),
    ],
    readOnce: [{ title: 'toWeb', make: () => toWeb(SIX) }],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toWebTransform: {
    kind: 'operator',
    cases: [
      {
        title: 'through(toWebTransform(map))',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(webIdentity)),
      },
    ],
    random: fc.constant({
      title: 'toWebTransform',
      build: (source) => pipe(source, through(webIdentity)),
    }),
    passing: [{ title: 'toWebTransform', build: (source) => pipe(source, through(webIdentity)) }],
    badCalls: [
      ...[undefined, null, 7, 'map', {}].map((value) =>
        wrongShape(
          `toWebTransform(${written(value)})`,
          ['toWebTransform', 'stage 1', 'must be an operator or a function', 'got '],
          () => untyped(toWebTransform, value),
        ),
      ),
      wrongShape('toWebTransform()', ['toWebTransform', 'at least one stage'], () =>
        untyped(toWebTransform),
      ),
      wrongShape('toWebTransform(toArray())', ['toWebTransform', 'stage 1', 'sink'], () =>
        untyped(toWebTransform, toArray()),
      ),
    ],
    readOnce: [{ title: 'toWebTransform', make: () => pipe(SIX, through(webIdentity())) }],
  },
}
