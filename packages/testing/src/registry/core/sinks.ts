import {
  aggregate,
  count,
  countBy,
  DONE,
  forEach,
  pipe,
  reduce,
  sink,
  toArray,
  WAIT,
} from '@rivulet/core'
import * as fc from 'fast-check'
import { got, notAFunction, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { SIX, keysUpTo, parity } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

const whole = {
  init: () => 0,
  step: (sum: number, n: number) => sum + n,
  merge: (left: number, right: number) => left + right,
  finish: (sum: number) => sum,
}

function lastItem() {
  return sink<unknown, unknown>((up) => {
    let last: unknown
    return () => {
      for (;;) {
        const item = up()
        if (item === WAIT) return WAIT
        if (item === DONE) return last
        last = item
      }
    }
  })
}

export const sinks: PackageRegistry = {
  toArray: {
    kind: 'sink',
    cases: [
      {
        title: 'toArray()',
        input: SIX,
        output: [SIX],
        build: (source) => pipe(source, toArray()),
      },
    ],
    random: fc.constant({ title: 'toArray', build: (source) => pipe(source, toArray()) }),
    passing: [],
  },

  count: {
    kind: 'sink',
    cases: [
      { title: 'count()', input: SIX, output: [6], build: (source) => pipe(source, count()) },
    ],
    random: fc.constant({ title: 'count', build: (source) => pipe(source, count()) }),
  },

  countBy: {
    kind: 'sink',
    cases: [
      {
        title: 'countBy(parity)',
        input: SIX,
        output: [
          new Map([
            ['odd', 3],
            ['even', 3],
          ]),
        ],
        build: (source) => pipe(source, countBy(parity)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `countBy`',
        input: SIX,
        build: (source, wrap) => pipe(source, countBy(wrap(parity))),
      },
    ],
    random: keysUpTo(3).map((keyOf) => ({
      title: 'countBy',
      build: (source) => pipe(source, countBy(keyOf)),
    })),
    badCalls: notAFunction(countBy, 'keyOf'),
  },

  forEach: {
    kind: 'sink',
    cases: [
      {
        title: 'forEach(nothing)',
        input: SIX,
        output: [undefined],
        build: (source) =>
          pipe(
            source,
            forEach(() => {}),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `forEach`',
        input: SIX,
        build: (source, wrap) => pipe(source, forEach(wrap(() => {}))),
      },
    ],
    badCalls: notAFunction(forEach, 'callback'),
  },

  reduce: {
    kind: 'sink',
    cases: [
      {
        title: 'reduce(sum)',
        input: SIX,
        output: [21],
        build: (source) =>
          pipe(
            source,
            reduce((sum: number, n: number) => sum + n),
          ),
      },
      {
        title: 'reduce(sum, 100)',
        input: SIX,
        output: [121],
        build: (source) =>
          pipe(
            source,
            reduce((sum: number, n: number) => sum + n, 100),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `reduce`',
        input: SIX,
        build: (source, wrap) => pipe(source, reduce(wrap((sum: number, n: number) => sum + n))),
      },
    ],
    random: fc
      .tuple(fc.boolean(), fc.func<[unknown, unknown, number], number>(fc.integer()))
      .map(([begins, callback]) => ({
        title: begins ? 'reduce with an initial value' : 'reduce without an initial value',
        build: (source) =>
          begins
            ? pipe(source, reduce<unknown, number>(callback, 0))
            : pipe(source, reduce<unknown>(callback)),
      })),
    badCalls: notAFunction(reduce, 'callback'),
  },

  aggregate: {
    kind: 'sink',
    cases: [
      {
        title: 'aggregate(sum)',
        input: SIX,
        output: [21],
        build: (source) => pipe(source, aggregate(whole)),
      },
    ],
    callbacks: [
      {
        title: 'the step of `aggregate`',
        input: SIX,
        build: (source, wrap) => pipe(source, aggregate({ ...whole, step: wrap(whole.step) })),
      },
    ],
    random: fc.func<[unknown, unknown], number>(fc.integer()).map((step) => ({
      title: 'aggregate',
      build: (source) => pipe(source, aggregate<unknown, number, number>({ ...whole, step })),
    })),
    badCalls: [
      ...[undefined, null, 7, () => undefined].map((definition) =>
        wrongShape(`aggregate(${written(definition)})`, ['aggregate', 'got '], () =>
          untyped(aggregate, definition),
        ),
      ),
      ...(['init', 'step', 'merge', 'finish'] as const).map((part) =>
        wrongShape(
          `aggregate without ${part}`,
          ['aggregate', part, 'function', 'got undefined'],
          () => untyped(aggregate, { ...whole, [part]: undefined }),
        ),
      ),
    ],
  },

  sink: {
    kind: 'sink',
    cases: [
      {
        title: 'a sink of the user',
        input: SIX,
        output: [6],
        build: (source) => pipe(source, lastItem()),
      },
    ],
    random: fc.constant({
      title: 'a sink of the user',
      build: (source) => pipe(source, lastItem()),
    }),
    badCalls: [
      ...notAFunction(sink, 'start'),
      wrongShape('sink(start, null)', ['sink', 'options', got(null)], () =>
        untyped(sink, () => undefined, null),
      ),
      wrongValue("sink(start, { kind: 'later' })", ['sink', 'kind', got('later')], () =>
        untyped(sink, () => undefined, { kind: 'later' }),
      ),
    ],
  },
}
