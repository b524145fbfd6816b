import {
  CURSOR,
  DONE,
  WAIT,
  filter,
  flatMap,
  map,
  mapAsync,
  noItem,
  openCursor,
  operator,
  pipe,
  take,
  type Source,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notAFunction,
  notASource,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

function everySecond() {
  return operator<number, number>((up) => {
    let skip = true
    return () => {
      for (;;) {
        const item = up()
        if (noItem(item)) return item
        skip = !skip
        if (skip) return item
      }
    }
  })
}

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

/** What makes a pipeline, opens one, or makes a part of one. */
export const pipelines: PackageRegistry = {
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
      ...notASource(pipe, 'source'),
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
    badCalls: notASource(openCursor, 'source'),
    exempt: {
      repeatableOrLoud: 'each call opens one run',
    },
  },

  operator: {
    kind: 'operator',
    cases: [
      {
        title: 'an operator of the user',
        input: SIX,
        output: [2, 4, 6],
        build: (source) => pipe(source, everySecond()),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'an asynchronous operator of the user',
        input: SIX,
        output: SIX,
        build: (source) =>
          pipe(
            source,
            operator<unknown, unknown, 'async'>((up) => up, { kind: 'async' }),
          ),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'an operator of the user',
      build: (source) => pipe(source, everySecond()),
    }),
    badCalls: [
      ...notAFunction(operator, 'start'),
      wrongShape('operator(start, null)', ['operator', 'options', got(null)], () =>
        untyped(operator, () => undefined, null),
      ),
      wrongValue("operator(start, { kind: 'later' })", ['operator', 'kind', got('later')], () =>
        untyped(operator, () => undefined, { kind: 'later' }),
      ),
    ],
    passing: [
      {
        title: 'an operator of the user',
        build: (source) =>
          pipe(
            source,
            operator<unknown, unknown>((up) => up),
          ),
      },
    ],
  },
}
