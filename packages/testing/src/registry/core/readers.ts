import {
  captureReturn,
  CURSOR,
  noItem,
  operator,
  peekable,
  pipe,
  replay,
  share,
  take,
  tee,
  type Source,
} from '@rivulet/core'
import * as fc from 'fast-check'
import {
  notACount,
  notACountIn,
  notASource,
  notOptions,
  untyped,
  wrongShape,
  wrongValue,
} from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { BadCall, PackageRegistry } from '../registration.ts'

const READ_ONCE = 'its readers can be read once: see readOnce'

/** Delivers an item of the pipeline, then one of the other source, and so on, both opened at once. */
function inTurn(other: Source<never>) {
  return operator<unknown, unknown>((up, run) => {
    const inner = run.open<unknown>(other)
    let isUpNext = true
    return () => {
      const item = isUpNext ? up() : inner.pull()
      if (!noItem(item)) isUpNext = !isUpNext
      return item
    }
  })
}

/** Two readers of one run, in turn. */
function teeInTurn(source: Source<never>): unknown {
  const [first, second] = tee(source, 2, { limit: 1 })
  return pipe(first as Source<never>, inTurn(second as Source<never>))
}

/** Two iterations of one description, in turn. */
function twice(source: Source<never>): unknown {
  return pipe(source, inTurn(source))
}

/** A description over what is begun at the call: each iteration makes one. */
function peeked(source: Source<never>): unknown {
  return Symbol.asyncIterator in source || CURSOR in source
    ? {
        [Symbol.asyncIterator]: () => {
          const items = peekable(source as AsyncIterable<never>)
          const next = async () => {
            await items.peek()
            return items.next()
          }
          return { next, return: () => items.return() }
        },
      }
    : {
        [Symbol.iterator]: () => {
          const items = peekable(source as Iterable<never>)
          const next = () => {
            items.peek()
            return items.next()
          }
          return { next, return: () => items.return() }
        },
      }
}

/** The bad options of a function that takes `before` first. */
function badBuffer(callee: { name: string }, ...before: readonly unknown[]): BadCall[] {
  return [
    ...notOptions(callee, ...before),
    ...notACountIn(callee, 'limit', { least: 1, infinite: false }, (limit) =>
      untyped(callee, ...before, { limit }),
    ),
  ]
}

function badPolicy(callee: { name: string }, ...before: readonly unknown[]): BadCall[] {
  const { name } = callee
  const call = (policy: unknown) => (): unknown => untyped(callee, ...before, { policy })
  return [
    wrongShape(`${name} with 7 as its policy`, [name, 'policy', 'drop-oldest', 'got 7'], call(7)),
    wrongValue(`${name} with a policy of growing`, [name, 'policy', 'got "grow"'], call('grow')),
    wrongValue(
      `${name} of an array, told to wait`,
      [name, 'policy', 'cannot wait', 'got "wait"'],
      call('wait'),
    ),
  ]
}

export const readers: PackageRegistry = {
  tee: {
    kind: 'source',
    cases: [
      {
        title: 'the one reader of tee(source, 1)',
        input: SIX,
        output: SIX,
        build: (source) => tee(source, 1)[0],
        needs: (nth) => nth,
      },
      {
        title: 'two readers of tee(source, 2), in turn',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: teeInTurn,
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc.integer({ min: 1, max: 3 }).map((limit) => ({
      title: `tee with a limit of ${limit}`,
      build: (source) => tee(source, 1, { limit })[0],
    })),
    badCalls: [
      ...notASource(tee, 'source', (value) => [value, 2]),
      ...notACount(tee, 'count', {
        least: 1,
        infinite: false,
        argumentsOf: (count) => [[], count],
      }),
      ...badBuffer(tee, [], 2),
      ...badPolicy(tee, [], 2),
    ],
    passing: [{ title: 'tee(source, 1)', build: (source) => tee(source, 1)[0] }],
    readOnce: [{ title: 'a reader of tee', make: () => tee(SIX, 2)[0] }],
    exempt: { repeatableOrLoud: READ_ONCE },
  },

  share: {
    kind: 'source',
    cases: [
      {
        title: 'share(source)',
        input: SIX,
        output: SIX,
        build: (source) => share(source),
        needs: (nth) => nth,
      },
      {
        title: 'two consumers of share(source), in turn',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) => twice(share(source, { limit: 1 }) as Source<never>),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc.integer({ min: 1, max: 3 }).map((limit) => ({
      title: `share with a limit of ${limit}`,
      build: (source) => twice(share(source, { limit }) as Source<never>),
    })),
    badCalls: [...notASource(share, 'source'), ...badBuffer(share, []), ...badPolicy(share, [])],
    passing: [{ title: 'share(source)', build: (source) => share(source) }],
  },

  replay: {
    kind: 'source',
    cases: [
      {
        title: 'replay(source)',
        input: SIX,
        output: SIX,
        build: (source) => replay(source),
        needs: (nth) => nth,
      },
      {
        title: 'two iterations of replay(source), in turn',
        input: [1, 2, 3],
        output: [1, 1, 2, 2, 3, 3],
        build: (source) => twice(replay(source, { limit: 100 }) as Source<never>),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc.constant({ title: 'replay', build: (source) => replay(source) }),
    badCalls: [...notASource(replay, 'source'), ...badBuffer(replay, [])],
    passing: [{ title: 'replay(source)', build: (source) => replay(source) }],
    exempt: {
      infinite: 'it remembers everything, up to its limit',
      fair: 'it remembers everything, up to its limit',
      repeatableOrLoud: 'that is what it is for: it gives a source that can be read once again',
    },
  },

  peekable: {
    kind: 'adapter',
    cases: [
      {
        title: 'peekable(source), peeked at before each item',
        input: SIX,
        output: SIX,
        build: peeked,
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({ title: 'peekable', build: peeked }),
    badCalls: notASource(peekable, 'source'),
    passing: [{ title: 'peekable(source)', build: peeked }],
    exempt: {
      repeatableOrLoud: 'it is an iterator: a pipeline over it twice is loud, a loop is not',
    },
  },

  captureReturn: {
    kind: 'source',
    cases: [
      {
        title: 'captureReturn(source)',
        input: SIX,
        output: SIX,
        build: (source) => captureReturn(source as Iterable<never>),
        needs: (nth) => nth,
      },
      {
        title: 'captureReturn(source), left',
        ends: true,
        input: SIX,
        output: [1, 2],
        build: (source) => pipe(captureReturn(source as Iterable<never>), take(2)),
        needs: (nth) => nth,
      },
    ],
    random: fc.constant({
      title: 'captureReturn',
      build: (source) => captureReturn(source as Iterable<never>),
    }),
    badCalls: [
      ...notASource(captureReturn, 'generator'),
      wrongShape("captureReturn('text')", ['captureReturn', 'an object', 'got "text"'], () =>
        untyped(captureReturn, 'text'),
      ),
    ],
    passing: [
      {
        title: 'captureReturn(source)',
        build: (source) => captureReturn(source as Iterable<never>),
      },
    ],
    readOnce: [{ title: 'captureReturn', make: () => captureReturn(SIX) }],
    exempt: { repeatableOrLoud: 'a generator is read once: see readOnce' },
  },
}
