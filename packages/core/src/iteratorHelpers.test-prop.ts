import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pipe } from './kernel/pipe.ts'
import { drop } from './operators/drop.ts'
import { filter } from './operators/filter.ts'
import { flatMap } from './operators/flatMap.ts'
import { map } from './operators/map.ts'
import { take } from './operators/take.ts'
import { concat } from './sources/concat.ts'

/** What one call of `next` does. */
type Step =
  | { readonly kind: 'item'; readonly value: number }
  | { readonly kind: 'throw' | 'no object' | 'throwing done' | 'throwing value' }

/** How an iterator behaves when it is told to close. */
type Closing =
  | 'absent'
  | 'null'
  | 'closes'
  | 'throws'
  | 'no object'
  | 'no function'
  | 'getter throws'

/** An iterator in words: it takes the steps one after the other and then ends. */
interface Script {
  readonly steps: readonly Step[]
  readonly closing: Closing
}

/** An iterable that does what a script says and notes everything that is done to it. */
function scripted({ steps, closing }: Script, name: string, events: string[]): Iterable<number> {
  let place = 0
  const fail = (what: string): never => {
    throw new Error(`${name}: ${what}`)
  }
  const iterator = {
    next(...values: readonly unknown[]): unknown {
      events.push(`${name}.next(${values.join(',')})`)
      const step = steps[place++]
      if (step === undefined) return { value: undefined, done: true }
      if (step.kind === 'item') return { value: step.value, done: false }
      if (step.kind === 'throw') return fail('next')
      if (step.kind === 'no object') return 1
      const [getter, others] =
        step.kind === 'throwing done' ? ['done', {}] : ['value', { done: false }]
      return Object.defineProperty(others, getter, { get: () => fail(getter) })
    },
    get return(): unknown {
      events.push(`${name}.return is read`)
      if (closing === 'absent') return undefined
      if (closing === 'null') return null
      if (closing === 'no function') return 1
      if (closing === 'getter throws') return fail('return is read')
      return (...values: readonly unknown[]) => {
        events.push(`${name}.return(${values.join(',')})`)
        if (closing === 'throws') return fail('return')
        return closing === 'closes' ? {} : 1
      }
    },
  }
  return { [Symbol.iterator]: () => iterator as Iterator<number> }
}

/** A stage by the name that ours and the language's own share, and what it does. */
interface Stage {
  readonly name: keyof typeof operators
  /** How many items `take` and `drop` count. Callbacks throw at the item that it is the index of. */
  readonly count: number
  /** What the callback of `flatMap` returns. */
  readonly inner: Script
}

/** It returns what the stage wants: a number, or an iterable of numbers. */
type Callback = (item: number, index: number) => never

const operators = {
  map: (_count: number, callback: Callback) => map<number, number>(callback),
  filter: (_count: number, callback: Callback) => filter(callback),
  flatMap: (_count: number, callback: Callback) => flatMap<number, Iterable<number>>(callback),
  take: (count: number) => take<number>(count),
  drop: (count: number) => drop<number>(count),
}

/** Calls an iterator's methods and tells all that could be seen, from without and from within. */
function play(
  calls: readonly ('next' | 'return')[],
  open: (events: string[]) => Iterator<unknown>,
): string[] {
  const events: string[] = []
  const iterator = open(events)
  for (const call of calls) {
    try {
      const result = iterator[call]?.()
      events.push(`${call}: ${JSON.stringify(result)}`)
    } catch (error) {
      // The messages of the engine's own errors are not ours.
      const seen = error instanceof TypeError ? 'TypeError' : String(error)
      events.push(`${call}: ${seen}`)
    }
  }
  return events
}

function callbackOf({ name, count, inner }: Stage, place: number, events: string[]): Callback {
  return (item, index) => {
    events.push(`${name} ${place} gets ${item}, ${index}`)
    if (index === count) throw new Error(`${name} ${place}`)
    if (name === 'flatMap') return scripted(inner, `inner ${place}.${index}`, events) as never
    return (name === 'map' ? item + 1 : item % 2) as never
  }
}

function ours(source: Script, stages: readonly Stage[], events: string[]): Iterator<unknown> {
  let seq: Iterable<number> = scripted(source, 'source', events)
  for (const [place, stage] of stages.entries()) {
    seq = pipe(seq, operators[stage.name](stage.count, callbackOf(stage, place, events)))
  }
  return seq[Symbol.iterator]()
}

type Helpers = Iterator<number> & Record<Stage['name'], (argument: number | Callback) => Helpers>

function theirs(source: Script, stages: readonly Stage[], events: string[]): Iterator<unknown> {
  // The helpers are methods of iterators that inherit from Iterator.prototype.
  let iterator = Object.setPrototypeOf(
    scripted(source, 'source', events)[Symbol.iterator](),
    Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object,
  ) as Helpers
  for (const [place, stage] of stages.entries()) {
    const counts = stage.name === 'take' || stage.name === 'drop'
    iterator = iterator[stage.name](counts ? stage.count : callbackOf(stage, place, events))
  }
  return iterator
}

const item = fc.record({ kind: fc.constant('item' as const), value: fc.nat(9) })
const failure = fc.record({
  kind: fc.constantFrom('throw', 'no object', 'throwing done', 'throwing value'),
})
const closing = fc.constantFrom<Closing[]>(
  'absent',
  'null',
  'closes',
  'throws',
  'no object',
  'no function',
  'getter throws',
)
const script: fc.Arbitrary<Script> = fc.record({
  steps: fc.array(fc.oneof({ weight: 12, arbitrary: item }, { weight: 1, arbitrary: failure }), {
    maxLength: 6,
  }),
  closing,
})
const stage: fc.Arbitrary<Stage> = fc.record({
  name: fc.constantFrom('map', 'filter', 'take', 'drop', 'flatMap'),
  count: fc.nat(5),
  inner: script,
})
const calls = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant('next' as const) },
    { weight: 1, arbitrary: fc.constant('return' as const) },
  ),
  { minLength: 1, maxLength: 12 },
)

// Node 20 has no iterator helpers to compare with.
test.runIf('map' in [].values())(
  "`map`, `filter`, `take`, `drop` and `flatMap` do to a source what the language's own do, in the same order",
  () => {
    const stages = fc.array(stage, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(script, stages, calls, (source, row, order) => {
        // The language's `drop` does not read the values that it drops. A pull always brings one.
        const drops = row.some(({ name }) => name === 'drop')
        const steps = [source, ...row.map(({ inner }) => inner)].flatMap((one) => one.steps)
        fc.pre(!drops || steps.every(({ kind }) => kind !== 'throwing value'))
        expect(play(order, (events) => ours(source, row, events))).toEqual(
          play(order, (events) => theirs(source, row, events)),
        )
      }),
      { numRuns: 1000 },
    )
  },
)

const { Iterator: language = {} } = globalThis as {
  Iterator?: { concat?: (...items: readonly Iterable<number>[]) => Iterator<number> }
}

// Node 26 is the first to have it. It looks for the `return` of a source whose `next` has thrown, which the
// standard does not; so no `next` fails here.
test.runIf(language.concat)(
  "`concat` does to its sources what the language's own does, in the same order",
  () => {
    const sources = fc.array(fc.record({ steps: fc.array(item, { maxLength: 4 }), closing }), {
      maxLength: 3,
    })
    fc.assert(
      fc.property(sources, calls, (scripts, order) => {
        const opened = (events: string[]): Iterable<number>[] =>
          scripts.map((source, place) => scripted(source, `source ${place}`, events))
        expect(play(order, (events) => concat(...opened(events))[Symbol.iterator]())).toEqual(
          play(order, (events) => language.concat?.(...opened(events)) ?? [].values()),
        )
      }),
    )
  },
)
