import { fromBatches } from '@rivulet/core'
import { cursorSource } from './cursorSource.ts'
import { giving } from './script.ts'

/** The items cut at the given places; two cuts at one place leave an empty batch between them. */
export function cut(items: readonly unknown[], cuts: readonly number[]): unknown[][] {
  const places = [0, ...cuts, items.length]
  places.sort((left, right) => left - right)
  return places.slice(1).map((place, index) => items.slice(places[index], place))
}

/** The batches through `fromBatches`, with a promise for each. */
export function inBatches(batches: readonly unknown[][]): AsyncIterable<unknown> {
  return fromBatches(async function* () {
    yield* batches
  })
}

/** The batches through `fromBatches`, over a generator that needs no promise. */
export function inBatchesAtOnce(batches: readonly unknown[][]): AsyncIterable<unknown> {
  return fromBatches(() => batches)
}

/** The items of the batches from a foreign cursor, which says `WAIT` where a batch begins. */
export function inCursor(batches: readonly unknown[][]): AsyncIterable<unknown> {
  const begins = new Set<number>()
  let index = 0
  for (const batch of batches) {
    begins.add(index)
    index += batch.length
  }
  return cursorSource(giving(batches.flat()), (place) => begins.has(place))
}
