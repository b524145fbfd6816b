import { drop, dropWhile, pipe, slice, take, takeWhile } from '@rivulet/core'
import * as fc from 'fast-check'
import { notACount, notACountIn, notAFunction, untyped } from '../badCalls.ts'
import { SIX, predicates } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that begin later or end earlier than their source. */
export const cuts: PackageRegistry = {
  take: {
    kind: 'operator',
    cases: [
      {
        title: 'take(3)',
        ends: true,
        input: SIX,
        output: [1, 2, 3],
        build: (source) => pipe(source, take(3)),
        needs: (nth) => nth,
      },
      {
        title: 'take(0)',
        ends: true,
        input: SIX,
        output: [],
        build: (source) => pipe(source, take(0)),
      },
      {
        title: 'take(Infinity)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, take(Infinity)),
        needs: (nth) => nth,
      },
    ],
    random: fc.nat(12).map((count) => ({
      title: `take(${count})`,
      build: (source) => pipe(source, take(count)),
    })),
    badCalls: notACount(take, 'count', { least: 0, infinite: true }),
    passing: [{ title: 'take(Infinity)', build: (source) => pipe(source, take(Infinity)) }],
  },

  takeWhile: {
    kind: 'operator',
    cases: [
      {
        title: 'takeWhile(n < 4)',
        ends: true,
        input: SIX,
        output: [1, 2, 3],
        build: (source) =>
          pipe(
            source,
            takeWhile((n: number) => n < 4),
          ),
        needs: (nth) => nth,
      },
    ],
    callbacks: [
      {
        title: 'the callback of `takeWhile`',
        input: SIX,
        build: (source, wrap) => pipe(source, takeWhile(wrap(() => true))),
      },
    ],
    random: predicates.map((callback) => ({
      title: 'takeWhile',
      build: (source) => pipe(source, takeWhile(callback)),
    })),
    badCalls: notAFunction(takeWhile, 'callback'),
    passing: [
      {
        title: 'takeWhile(() => true)',
        build: (source) =>
          pipe(
            source,
            takeWhile(() => true),
          ),
      },
    ],
  },

  drop: {
    kind: 'operator',
    cases: [
      {
        title: 'drop(2)',
        input: SIX,
        output: [3, 4, 5, 6],
        build: (source) => pipe(source, drop(2)),
        needs: (nth) => nth + 2,
      },
    ],
    random: fc.oneof(fc.nat(12), fc.constant(Infinity)).map((count) => ({
      title: `drop(${count})`,
      build: (source) => pipe(source, drop(count)),
    })),
    badCalls: notACount(drop, 'count', { least: 0, infinite: true }),
    passing: [{ title: 'drop(0)', build: (source) => pipe(source, drop(0)) }],
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
    random: predicates.map((callback) => ({
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
