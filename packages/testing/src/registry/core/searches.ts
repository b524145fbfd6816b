import { every, filter, find, first, includes, nth, pipe, some } from '@rivulet/core'
import * as fc from 'fast-check'
import { notACount, notAFunction } from '../badCalls.ts'
import { SIX, predicates } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'

const isFour = (n: number): boolean => n === 4
const isSeven = (n: number): boolean => n === 7
const isNotFour = (n: number): boolean => n !== 4
const isNotSeven = (n: number): boolean => n !== 7

/** The sinks that stop at the item that decides: each once where there is one, and once where not. */
export const searches: PackageRegistry = {
  first: {
    kind: 'sink',
    cases: [
      {
        title: 'first()',
        ends: true,
        input: SIX,
        output: [1],
        build: (source) => pipe(source, first()),
      },
      {
        title: 'first() of nothing',
        input: SIX,
        output: [undefined],
        build: (source) =>
          pipe(
            source,
            filter(() => false),
            first(),
          ),
      },
    ],
    random: fc.constant({ title: 'first', build: (source) => pipe(source, first()) }),
  },

  nth: {
    kind: 'sink',
    cases: [
      {
        title: 'nth(3)',
        ends: true,
        input: SIX,
        output: [4],
        build: (source) => pipe(source, nth(3)),
      },
      {
        title: 'nth(6) of nothing',
        input: SIX,
        output: [undefined],
        build: (source) =>
          pipe(
            source,
            filter(() => false),
            nth(6),
          ),
      },
    ],
    random: fc.nat(50).map((index) => ({
      title: `nth(${index})`,
      build: (source) => pipe(source, nth(index)),
    })),
    badCalls: notACount(nth, 'index', { least: 0, infinite: false }),
  },

  find: {
    kind: 'sink',
    cases: [
      {
        title: 'find(isFour)',
        ends: true,
        input: SIX,
        output: [4],
        build: (source) => pipe(source, find(isFour)),
      },
      {
        title: 'find(isSeven)',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, find(isSeven)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `find`',
        input: SIX,
        build: (source, wrap) => pipe(source, find(wrap(isFour))),
      },
    ],
    random: predicates.map((callback) => ({
      title: 'find',
      build: (source) => pipe(source, find(callback)),
    })),
    badCalls: notAFunction(find, 'predicate'),
  },

  some: {
    kind: 'sink',
    cases: [
      {
        title: 'some(isFour)',
        ends: true,
        input: SIX,
        output: [true],
        build: (source) => pipe(source, some(isFour)),
      },
      {
        title: 'some(isSeven)',
        input: SIX,
        output: [false],
        build: (source) => pipe(source, some(isSeven)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `some`',
        input: SIX,
        build: (source, wrap) => pipe(source, some(wrap(isFour))),
      },
    ],
    random: predicates.map((callback) => ({
      title: 'some',
      build: (source) => pipe(source, some(callback)),
    })),
    badCalls: notAFunction(some, 'predicate'),
  },

  every: {
    kind: 'sink',
    cases: [
      {
        title: 'every(isNotFour)',
        ends: true,
        input: SIX,
        output: [false],
        build: (source) => pipe(source, every(isNotFour)),
      },
      {
        title: 'every(isNotSeven)',
        input: SIX,
        output: [true],
        build: (source) => pipe(source, every(isNotSeven)),
      },
    ],
    callbacks: [
      {
        title: 'the callback of `every`',
        input: SIX,
        build: (source, wrap) => pipe(source, every(wrap(isNotFour))),
      },
    ],
    random: predicates.map((callback) => ({
      title: 'every',
      build: (source) => pipe(source, every(callback)),
    })),
    badCalls: notAFunction(every, 'predicate'),
  },

  includes: {
    kind: 'sink',
    cases: [
      {
        title: 'includes(4)',
        ends: true,
        input: SIX,
        output: [true],
        build: (source) => pipe(source, includes(4)),
      },
      {
        title: 'includes(7)',
        input: SIX,
        output: [false],
        build: (source) => pipe(source, includes(7)),
      },
    ],
    random: fc.integer({ min: -9, max: 9 }).map((value) => ({
      title: `includes(${value})`,
      build: (source) => pipe(source, includes(value)),
    })),
  },
}
