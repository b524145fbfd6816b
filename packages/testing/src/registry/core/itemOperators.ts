import { dedupe, distinct, dropWhile, flatten, map, pipe, slice } from '@rivulet/core'
import * as fc from 'fast-check'
import {
  notACount,
  notACountIn,
  notAFunction,
  notOptions,
  untyped,
  whereOptional,
} from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

const SIX = [1, 2, 3, 4, 5, 6]
const PAIRS = [1, 1, 2, 2, 3, 3]
const MANY = Array.from({ length: 10_000 }, (_, index) => index)
const parity = (n: number): number => n % 2
const noOp = (): undefined => undefined
const predicate = fc.func<[unknown], boolean>(fc.boolean())
const key = fc.func<[unknown], number>(fc.nat(2))

/** The operators that choose, join and reorder items. */
export const itemOperators: PackageRegistry = {
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
    random: fc.option(key, { nil: undefined }).map((keyOf) => ({
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
      .tuple(fc.option(key, { nil: undefined }), fc.oneof(fc.nat(9), fc.constant(Infinity)))
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

  dropWhile: {
    kind: 'operator',
    cases: [
      {
        title: 'dropWhile(n < 3)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) =>
          pipe(
            source,
            dropWhile((n: number) => n < 3),
          ),
        needs: (nth) => nth + 2,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `dropWhile`',
        input: SIX,
        build: (source, wrap) => pipe(source, dropWhile(wrap(() => true))),
      },
    ],
    random: predicate.map((callback) => ({
      title: 'dropWhile',
      build: (source) => pipe(source, dropWhile(callback)),
    })),
    badCalls: notAFunction(dropWhile, 'callback'),
    passing: [
      {
        title: 'dropWhile(() => false)',
        build: (source) =>
          pipe(
            source,
            dropWhile(() => false),
          ),
      },
    ],
  },

  flatten: {
    kind: 'operator',
    cases: [
      {
        title: 'flatten() of arrays',
        input: [[1, 1], [2, 2], new Set([3, 4])],
        output: [1, 1, 2, 2, 3, 4],
        build: (source) => pipe(source, flatten()),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatten() of sources',
        input: [1, 2, 3],
        output: [1, 2, 1, 2, 1, 2],
        build: (source, inner) =>
          pipe(
            source,
            map(() => inner([1, 2])),
            flatten(),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc
      .func<[unknown, number], unknown[]>(fc.array(fc.integer(), { maxLength: 3 }))
      .map((callback) => ({
        title: 'flatten',
        build: (source) => pipe(source, map(callback), flatten()),
      })),
    passing: [
      {
        title: 'flatten() of items in a source',
        build: (source, inner) =>
          pipe(
            source,
            map((item: unknown) => inner([item])),
            flatten(),
          ),
      },
    ],
  },

  slice: {
    kind: 'operator',
    cases: [
      {
        title: 'slice(1, 4)',
        ends: true,
        input: SIX,
        output: [2, 3, 4],
        build: (source) => pipe(source, slice(1, 4)),
        needs: (nth) => nth + 1,
      },
      {
        title: 'slice(2)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) => pipe(source, slice(2)),
        needs: (nth) => nth + 2,
      },
      {
        title: 'slice(3, 2)',
        ends: true,
        input: SIX,
        output: [],
        build: (source) => pipe(source, slice(3, 2)),
      },
    ],
    random: fc
      .tuple(fc.nat(12), fc.oneof(fc.nat(12), fc.constant(Infinity)))
      .map(([start, end]) => ({
        title: `slice(${start}, ${end})`,
        build: (source) => pipe(source, slice(start, end)),
      })),
    badCalls: [
      ...notACount(slice, 'start', { least: 0, infinite: true }),
      ...notACountIn(slice, 'end', { least: 0, infinite: true }, (end) => untyped(slice, 0, end)),
    ],
    passing: [{ title: 'slice(0)', build: (source) => pipe(source, slice(0)) }],
  },
}
