import {
  channel,
  flatMap,
  fromBatches,
  fromPull,
  generate,
  map,
  mapAsync,
  pipe,
  type Channel,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  got,
  notACount,
  notAFunction,
  notOptions,
  untyped,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { asynchronous } from '../../pipelines/asynchronous.ts'
import { SIX, double } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

function filled<T>(items: readonly T[]): Channel<T, boolean> {
  const made = channel<T>({ policy: 'throw' })
  for (const item of items) made.push(item)
  made.end()
  return made
}

/** The sources of what the user makes. */
export const ownSources: PackageRegistry = {
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
      ...notOptions(channel),
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
}
