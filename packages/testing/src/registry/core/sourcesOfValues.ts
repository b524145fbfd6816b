import {
  channel,
  combinations,
  concat,
  drop,
  empty,
  flatMap,
  generate,
  iterate,
  map,
  mapAsync,
  operator,
  permutations,
  pipe,
  product,
  repeat,
  take,
  unfold,
  type Channel,
} from '@rivulet/core'
import {
  got,
  notACount,
  notAFunction,
  untyped,
  written,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

// None of these reads a source that could be closed: they stand as the inner one of a flatMap.

const SIX = [1, 2, 3, 4, 5, 6]
const double = (n: number): number => n * 2

function asynchronous<T>() {
  return operator<T, T, 'async'>((up) => up, { kind: 'async' })
}

function filled<T>(items: readonly T[]): Channel<T, boolean> {
  const made = channel<T>({ policy: 'throw' })
  for (const item of items) made.push(item)
  made.end()
  return made
}

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

export const sourcesOfValues: PackageRegistry = {
  repeat: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to a repetition)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => repeat(n, 2)),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to a repetition without an end)',
        ends: true,
        input: [1, 2, 3],
        output: [1, 1, 1],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => repeat(n)),
            take(3),
          ),
        needs: () => 1,
      },
    ],
    badCalls: notACount(repeat, 'count', {
      least: 0,
      infinite: true,
      optional: true,
      argumentsOf: (count) => ['a', count],
    }),
    passing: [
      {
        title: 'flatMap(to the item, repeated once)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) => repeat(item, 1)),
          ),
      },
    ],
  },

  empty: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to nothing, and the item)',
        input: SIX,
        output: SIX,
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => concat(empty<number>(), [n])),
          ),
        needs: (nth) => nth,
      },
    ],
  },

  iterate: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to what is iterated)',
        input: [1, 2, 3],
        output: [1, 2, 4, 2, 4, 8, 3, 6, 12],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => pipe(iterate(n, double), take(3))),
          ),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `iterate`',
        input: SIX,
        build: (source, wrap) => {
          const next = wrap(double)
          return pipe(
            source,
            flatMap((n: number) => pipe(iterate(n, next), drop(1), take(1))),
          )
        },
      },
    ],
    badCalls: notAFunction(iterate, 'next', 1),
    passing: [
      {
        title: 'flatMap(to the item, iterated from)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) =>
              pipe(
                iterate(item, () => item),
                drop(1),
                take(1),
              ),
            ),
          ),
      },
    ],
  },

  unfold: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to what is unfolded)',
        input: [1, 2, 3],
        output: [1, 2, 1, 3, 2, 1],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) => unfold(n, (left) => (left > 0 ? [left, left - 1] : undefined))),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `unfold`',
        input: SIX,
        build: (source, wrap) => {
          const step = wrap((n: number): [number, number] | undefined =>
            n > 0 ? [n, 0] : undefined,
          )
          return pipe(
            source,
            flatMap((n: number) => unfold(n, step)),
          )
        },
      },
    ],
    badCalls: notAFunction(unfold, 'step', 1),
    passing: [
      {
        title: 'flatMap(to the item, unfolded)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) =>
              unfold(true, (isFirst) => (isFirst ? [item, false] : undefined)),
            ),
          ),
      },
    ],
  },

  generate: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to what is generated)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            flatMap((n: number) =>
              generate(function* () {
                yield n
                yield n
              }),
            ),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to what is generated asynchronously)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            asynchronous<number>(),
            flatMap((n) =>
              generate(async function* () {
                yield n
                yield n
              }),
            ),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    callbacks: [
      {
        title: 'the generator function of `generate`',
        input: SIX,
        build: (source, wrap) => {
          const give = wrap(double)
          return pipe(
            source,
            flatMap((n: number) =>
              generate(function* () {
                yield give(n)
              }),
            ),
          )
        },
      },
    ],
    badCalls: [
      ...notAFunction(generate, 'generatorFunction'),
      wrongShape(
        'generate(() => [])',
        ['generate', 'generatorFunction must be a generator function', 'got function'],
        () => untyped(generate, () => []),
      ),
    ],
    passing: [
      {
        title: 'flatMap(to the item, generated)',
        build: (source) =>
          pipe(
            source,
            flatMap((item: unknown) =>
              generate(function* () {
                yield item
              }),
            ),
          ),
      },
    ],
  },

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

  channel: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to a channel that was filled)',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) =>
          pipe(
            source,
            asynchronous<number>(),
            flatMap((n) => filled([n, n])),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatMap(to a channel that is filled while it is read)',
        input: [1, 2, 3],
        output: [1, 10, 2, 20, 3, 30],
        build: (source) =>
          pipe(
            source,
            mapAsync(async (n: number) => n),
            flatMap((n) => {
              const made = channel<number>({ limit: 1 })
              void made.push(n).then(() => made.push(n * 10).then(made.end))
              return made
            }),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    badCalls: [
      ...[null, 7, [], () => undefined].map((options) =>
        wrongShape(`channel(${written(options)})`, ['channel', 'options', 'got '], () =>
          untyped(channel, options),
        ),
      ),
      ...notACount(channel, 'limit', {
        least: 1,
        infinite: false,
        optional: true,
        argumentsOf: (limit) => [{ limit }],
      }),
      wrongShape('channel with 1 as its policy', ['channel', 'policy', "'wait'", got(1)], () =>
        untyped(channel, { policy: 1 }),
      ),
      wrongValue(
        "channel with the policy 'grow'",
        ['channel', 'policy', "'wait'", got('grow')],
        () => untyped(channel, { policy: 'grow' }),
      ),
    ],
    passing: [
      {
        title: 'flatMap(to the item in a channel)',
        build: (source) =>
          pipe(
            source,
            asynchronous<unknown>(),
            flatMap((item) => filled([item])),
          ),
      },
    ],
    readOnce: [{ title: 'a channel', make: () => filled([1, 2, 3]) }],
  },
}
