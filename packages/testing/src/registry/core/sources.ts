import {
  concat,
  CURSOR,
  DONE,
  filter,
  flatMap,
  fromBatches,
  fromPull,
  map,
  mapAsync,
  openCursor,
  pipe,
  range,
  take,
  WAIT,
  type Source,
} from '@rivulet/core'
import * as fc from 'fast-check'
import { got, notAFunction, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const NOT_ITERABLE = [undefined, null, 7, {}, () => undefined]

function* passSync(items: Iterable<unknown>): Generator {
  for (const item of items) yield item
}

async function* passAsync(items: AsyncIterable<unknown>): AsyncGenerator {
  for await (const item of items) yield item
}

/** The stage that a user writes as a generator function of the pipeline's kind. */
function throughGenerator(source: Source<never>): unknown {
  return Symbol.asyncIterator in source || CURSOR in source
    ? pipe(source as AsyncIterable<never>, passAsync)
    : pipe(source as Iterable<never>, passSync)
}

/** An adapter as another package would write it, on `openCursor` alone. */
function throughCursor(source: Source<never>): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const cursor = openCursor<unknown>(source)
      return {
        async next() {
          for (;;) {
            const item = cursor.pull()
            if (item === DONE) return { value: undefined, done: true }
            if (item !== WAIT) return { value: item, done: false }
            await cursor.ready()
          }
        },
        async return() {
          await cursor.close()
          return { value: undefined, done: true }
        },
      }
    },
  }
}

export const sources: PackageRegistry = {
  pipe: {
    kind: 'operator',
    cases: [
      {
        title: 'pipe without a stage',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source),
        needs: (nth) => nth,
      },
      {
        title: 'pipe through a generator function',
        input: SIX,
        output: SIX,
        build: throughGenerator,
        needs: (nth) => nth,
      },
      {
        title: 'pipe through a function that names a piece of a pipeline',
        input: SIX,
        output: [2, 6, 10],
        build: (source) =>
          pipe(source, (all) =>
            pipe(
              all as Source<number>,
              filter((n) => n % 2 === 1),
              map((n) => n * 2),
            ),
          ),
        needs: (nth) => 2 * nth - 1,
      },
      {
        title: 'pipe from a pipeline',
        ends: true,
        input: SIX,
        output: [2, 4, 6],
        build: (source) => {
          const doubled = pipe(
            source,
            map((n: number) => n * 2),
          )
          return pipe(doubled, take(3))
        },
        needs: (nth) => nth,
      },
      {
        title: 'a pipeline that mixes both kinds',
        ends: true,
        input: [1, 2, 3],
        output: [2, 2, 4, 4, 6],
        build: (source, inner) =>
          pipe(
            source,
            mapAsync(async (n: number) => n * 2),
            flatMap((n) =>
              pipe(
                inner([n, n]),
                mapAsync(async (m: number) => m, { concurrency: 2 }),
              ),
            ),
            passAsync,
            take(5),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc.constant({ title: 'a generator function', build: throughGenerator }),
    badCalls: [
      ...NOT_ITERABLE.map((source) =>
        wrongShape(
          `pipe(${written(source)})`,
          ['pipe', 'must be an Iterable or an AsyncIterable', 'got '],
          () => untyped(pipe, source),
        ),
      ),
      ...[undefined, null, 7, 'map', {}].map((stage) =>
        wrongShape(
          `pipe([], ${written(stage)})`,
          ['pipe', 'must be an operator or a function', got(stage)],
          () => untyped(pipe, [], stage),
        ),
      ),
      wrongShape('pipe([], () => 7)', ['pipe', 'must be an Iterable', 'got 7'], () =>
        untyped(pipe, [], () => 7),
      ),
    ],
    passing: [
      { title: 'pipe without a stage', build: (source) => pipe(source) },
      { title: 'pipe from a pipeline', build: (source) => pipe(pipe(source)) },
    ],
  },

  openCursor: {
    kind: 'adapter',
    cases: [
      {
        title: 'openCursor',
        input: SIX,
        output: SIX,
        build: throughCursor,
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({ title: 'openCursor', build: throughCursor }),
    badCalls: NOT_ITERABLE.map((source) =>
      wrongShape(
        `openCursor(${written(source)})`,
        ['openCursor', 'must be an Iterable or an AsyncIterable', 'got '],
        () => untyped(openCursor, source),
      ),
    ),
    exempt: {
      repeatableOrLoud: 'each call opens one run',
    },
  },

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
    badCalls: NOT_ITERABLE.map((source) =>
      wrongShape(
        `concat([], ${written(source)})`,
        ['concat', 'source 2', 'must be an Iterable or an AsyncIterable', 'got '],
        () => untyped(concat, [], source),
      ),
    ),
    passing: [{ title: 'concat(source)', build: (source) => concat(source) }],
  },

  fromBatches: {
    kind: 'source',
    cases: [
      {
        title: 'fromBatches(one item to a batch)',
        input: SIX,
        output: SIX,
        build: (source) =>
          fromBatches(() =>
            pipe(
              source,
              map((item: unknown) => [item]),
            ),
          ),
        needs: (nth) => nth,
      },
      {
        title: 'fromBatches(two equal items to a batch)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          fromBatches(() =>
            pipe(
              source,
              map((item: unknown) => [item, item]),
            ),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc.constant({
      title: 'fromBatches(items that are arrays)',
      build: (source) =>
        fromBatches(() =>
          pipe(
            source,
            map((item: unknown) => [item, item]),
          ),
        ),
    }),
    badCalls: notAFunction(fromBatches, 'make'),
    passing: [
      {
        title: 'fromBatches',
        build: (source) =>
          fromBatches(() =>
            pipe(
              source,
              map((item: unknown) => [item]),
            ),
          ),
      },
    ],
  },

  fromPull: {
    kind: 'source',
    cases: [
      {
        title: 'fromPull(of an inner source)',
        input: SIX,
        output: SIX,
        build: (source) => fromPull((run) => run.open(source).pull),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'fromPull',
      build: (source) => fromPull((run) => run.open(source).pull),
    }),
    badCalls: [
      ...notAFunction(fromPull, 'start'),
      wrongShape('fromPull(start, null)', ['fromPull', 'options', got(null)], () =>
        untyped(fromPull, () => undefined, null),
      ),
    ],
    passing: [{ title: 'fromPull', build: (source) => fromPull((run) => run.open(source).pull) }],
  },

  range: {
    kind: 'source',
    // It has no source of its own that could be closed: it stands as the inner one of a flatMap.
    cases: [
      {
        title: 'flatMap(to a range)',
        input: [1, 2, 3],
        output: [0, 0, 1, 0, 1, 2],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => range(0, n)),
          ),
      },
      {
        title: 'flatMap(to a range without an end)',
        ends: true,
        input: [1, 2, 3],
        output: [0, 1, 2, 3, 4],
        build: (source) =>
          pipe(
            source,
            flatMap(() => range(0, Infinity)),
            take(5),
          ),
        needs: () => 1,
      },
    ],
    badCalls: [
      ...(['start', 'end', 'step'] as const).flatMap((parameter, place) => {
        const call = (value: unknown) => (): unknown =>
          untyped(range, ...[0, 10, 1].with(place, value as number))
        return [
          ...['1', null, {}, 1n].map((value) =>
            wrongShape(
              `range with ${written(value)} as its ${parameter}`,
              ['range', parameter, 'number', got(value)],
              call(value),
            ),
          ),
          wrongValue(
            `range with NaN as its ${parameter}`,
            ['range', parameter, 'got NaN'],
            call(Number.NaN),
          ),
        ]
      }),
      wrongValue('range(Infinity, 0)', ['range', 'start', 'finite', 'got Infinity'], () =>
        range(Infinity, 0),
      ),
      wrongValue('range(0, 1, 0)', ['range', 'step', 'not 0', 'got 0'], () => range(0, 1, 0)),
      wrongValue('range(0, 1, Infinity)', ['range', 'step', 'finite', 'got Infinity'], () =>
        range(0, 1, Infinity),
      ),
    ],
  },
}
