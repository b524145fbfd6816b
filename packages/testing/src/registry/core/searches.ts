import { every, filter, find, first, includes, nth, pipe, some, type Sink } from '@rivulet/core'
import * as fc from 'fast-check'
import { notACount, notAFunction } from '../badCalls.ts'
import { SIX, predicates } from '../inputs.ts'
import type { PackageRegistry, Registration } from '../registration.ts'

const isFour = (n: number): boolean => n === 4
const isSeven = (n: number): boolean => n === 7
const isNotFour = (n: number): boolean => n !== 4
const isNotSeven = (n: number): boolean => n !== 7

/** A predicate, and what a sink gives by it of the numbers from 1 to 6. */
interface Search {
  readonly by: (n: number) => boolean
  readonly gives: unknown
}

/** A sink with a predicate: one that an item decides, and one that only the end does. */
function searching(
  callee: (predicate: (item: number, index: number) => boolean) => Sink<number, unknown>,
  decided: Search,
  undecided: Search,
): Registration {
  const { name } = callee
  return {
    kind: 'sink',
    cases: [
      {
        title: `${name}(${decided.by.name})`,
        ends: true,
        input: SIX,
        output: [decided.gives],
        build: (source) => pipe(source, callee(decided.by)),
      },
      {
        title: `${name}(${undecided.by.name})`,
        input: SIX,
        output: [undecided.gives],
        build: (source) => pipe(source, callee(undecided.by)),
      },
    ],
    callbacks: [
      {
        title: `the callback of \`${name}\``,
        input: SIX,
        build: (source, wrap) => pipe(source, callee(wrap(decided.by))),
      },
    ],
    random: predicates.map((predicate) => ({
      title: name,
      build: (source) => pipe(source, callee(predicate)),
    })),
    badCalls: notAFunction(callee, 'predicate'),
  }
}

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

  find: searching(find, { by: isFour, gives: 4 }, { by: isSeven, gives: undefined }),
  some: searching(some, { by: isFour, gives: true }, { by: isSeven, gives: false }),
  every: searching(every, { by: isNotFour, gives: false }, { by: isNotSeven, gives: true }),

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
