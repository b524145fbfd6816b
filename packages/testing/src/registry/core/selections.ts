import { compact, dedupe, distinct, filter, map, pipe } from '@rivulet/core'
import * as fc from 'fast-check'
import { notACountIn, notAFunction, notOptions, untyped, whereOptional } from '../badCalls.ts'
import { SIX, double, isEven, keysUpTo, noOp, parity, predicates } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

const PAIRS = [1, 1, 2, 2, 3, 3]
const MANY = Array.from({ length: 10_000 }, (_, index) => index)

/** The operators that leave items out. */
export const selections: PackageRegistry = {
  filter: {
    kind: 'operator',
    cases: [
      {
        title: 'filter(isEven)',
        input: SIX,
        output: [2, 4, 6],
        build: (source) => pipe(source, filter(isEven)),
        needs: (nth) => 2 * nth,
      },
      {
        title: 'filter, map, filter',
        input: SIX,
        output: [8, 12],
        build: (source) =>
          pipe(
            source,
            filter(isEven),
            map(double),
            filter((n) => n > 4),
          ),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `filter`',
        input: SIX,
        build: (source, wrap) => pipe(source, filter(wrap(isEven))),
      },
    ],
    random: predicates.map((callback) => ({
      title: 'filter',
      build: (source) => pipe(source, filter(callback)),
    })),
    badCalls: notAFunction(filter, 'callback'),
    passing: [
      {
        title: 'filter(() => true)',
        build: (source) =>
          pipe(
            source,
            filter(() => true),
          ),
      },
    ],
  },

  compact: {
    kind: 'operator',
    cases: [
      {
        title: 'compact()',
        input: [1, 0, 2, '', 3, false],
        output: [1, 2, 3],
        build: (source) => pipe(source, compact()),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    random: fc.constant({ title: 'compact', build: (source) => pipe(source, compact()) }),
    passing: [
      {
        title: 'compact() of items in an array',
        build: (source) =>
          pipe(
            source,
            map((item: unknown) => [item]),
            compact(),
            map(([item]) => item),
          ),
      },
    ],
  },

  dedupe: {
    kind: 'operator',
    cases: [
      {
        title: 'dedupe()',
        input: PAIRS,
        output: [1, 2, 3],
        build: (source) => pipe(source, dedupe()),
        needs: (nth) => 2 * nth - 1,
      },
      {
        title: 'dedupe(by parity)',
        input: PAIRS,
        output: [1, 2, 3],
        build: (source) => pipe(source, dedupe(parity)),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `dedupe`',
        input: SIX,
        build: (source, wrap) => pipe(source, dedupe(wrap(parity))),
      },
    ],
    random: fc.option(keysUpTo(2), { nil: undefined }).map((keyOf) => ({
      title: 'dedupe',
      build: (source) => pipe(source, dedupe(keyOf)),
    })),
    badCalls: whereOptional(notAFunction(dedupe, 'keyOf')),
    passing: [
      {
        title: 'dedupe(a key for each item)',
        build: (source) =>
          pipe(
            source,
            dedupe(() => ({})),
          ),
      },
    ],
  },

  distinct: {
    kind: 'operator',
    cases: [
      {
        title: 'distinct()',
        input: PAIRS,
        endless: MANY,
        output: [1, 2, 3],
        build: (source) => pipe(source, distinct()),
        needs: (nth) => 2 * nth - 1,
      },
      {
        title: 'distinct(undefined, { limit: 10_000 })',
        input: PAIRS,
        endless: MANY,
        output: [1, 2, 3],
        build: (source) => pipe(source, distinct(undefined, { limit: 10_000 })),
        needs: (nth) => 2 * nth - 1,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `distinct`',
        input: SIX,
        build: (source, wrap) => pipe(source, distinct(wrap(parity))),
      },
    ],
    random: fc
      .tuple(fc.option(keysUpTo(2), { nil: undefined }), fc.oneof(fc.nat(9), fc.constant(Infinity)))
      .map(([keyOf, more]) => ({
        title: `distinct with a limit of ${more + 1}`,
        build: (source) => pipe(source, distinct(keyOf, { limit: more + 1 })),
      })),
    badCalls: [
      ...whereOptional(notAFunction(distinct, 'keyOf')),
      ...notOptions(distinct, noOp),
      ...notACountIn(distinct, 'limit', { least: 1, infinite: true }, (limit) =>
        untyped(distinct, noOp, { limit }),
      ),
    ],
    passing: [
      {
        title: 'distinct(a key for each item)',
        build: (source) =>
          pipe(
            source,
            distinct(() => ({})),
          ),
      },
    ],
  },
}
