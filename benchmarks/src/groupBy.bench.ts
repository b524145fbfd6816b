// A Map from a hundred keys to their numbers, in Rivulet and its peers.
import { fluent } from '@codibre/fluent-iterable'
import { groupBy, pipe } from '@rivulet/core'
import { Effect, Stream } from 'effect'
import { Stream as ItertoolsStream } from 'itertools-ts'
import { from as ixFrom } from 'ix/iterable'
import { groupBy as ixGroupBy } from 'ix/iterable/operators'
import * as rx from 'rxjs'
import { compare } from './compare.ts'
import { numbers, ROUNDS } from './peerNumbers.ts'

const keyOf = (value: number): number => value % 100

await compare<Map<number, number[]>>(
  'Peers: groupBy',
  {
    Rivulet: () => pipe(numbers, groupBy(keyOf)),
    ix: () => {
      const groups = new Map<number, number[]>()
      for (const group of ixFrom(numbers).pipe(ixGroupBy(keyOf))) groups.set(group.key, [...group])
      return groups
    },
    'itertools-ts': () => {
      const groups = new Map<number, number[]>()
      for (const [key, group] of ItertoolsStream.of(numbers).groupBy((value) =>
        String(keyOf(value)),
      ))
        groups.set(Number(key), group as number[])
      return groups
    },
    effect: () =>
      Effect.runPromise(
        Stream.fromArray(numbers).pipe(
          Stream.groupByKey(keyOf),
          Stream.mapEffect(
            ([key, group]) =>
              Stream.runCollect(group).pipe(Effect.map((values) => [key, values] as const)),
            { concurrency: 'unbounded' },
          ),
          Stream.runCollect,
          Effect.map((entries) => new Map(entries)),
        ),
      ),
    rxjs: () => {
      const groups = new Map<number, number[]>()
      rx.from(numbers)
        .pipe(
          rx.groupBy(keyOf),
          rx.mergeMap((group) =>
            group.pipe(
              rx.toArray(),
              rx.map((values) => [group.key, values] as const),
            ),
          ),
        )
        .subscribe(([key, values]) => {
          groups.set(key, values)
        })
      return groups
    },
    'fluent-iterable': () => {
      const groups = new Map<number, number[]>()
      for (const group of fluent(numbers).group(keyOf))
        groups.set(group.key, group.values.toArray())
      return groups
    },
    ...native(),
    'loop by hand': () => {
      const groups = new Map<number, number[]>()
      for (const value of numbers) {
        const key = keyOf(value)
        const group = groups.get(key)
        if (group === undefined) groups.set(key, [value])
        else group.push(value)
      }
      return groups
    },
  },
  ROUNDS,
)

/** Absent on Node 20. */
function native(): Record<string, () => Map<number, number[]>> {
  type Group = (items: Iterable<number>, of: (item: number) => number) => Map<number, number[]>
  const { groupBy: group } = Map as unknown as { groupBy?: Group }
  return group === undefined ? {} : { 'Map.groupBy': () => group.call(Map, numbers, keyOf) }
}
