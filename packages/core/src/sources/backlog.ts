import { Queue } from '../kernel/queue.ts'

/** What happens to an item for which a reader has no room. */
export type Overflow = 'drop-oldest' | 'drop-newest'

/** Items that a reader has missed: from this number, up to and without that one. */
interface Gap {
  readonly from: number
  to: number
}

/** How far a reader has come in a {@link Backlog}. */
export class Place {
  /** How many items wait for it. */
  length = 0
  /** The number of the next item, if it is not in a gap. */
  next: number
  /** Items with a lower number are kept by another place, and are not given up by this one. */
  readonly ownFrom: number
  readonly gaps = new Queue<Gap>()
  newestGap: Gap | undefined

  constructor(next: number, ownFrom: number) {
    this.next = next
    this.ownFrom = ownFrom
  }
}

/**
 * Items on their way to several readers: each is held once, from when it comes until the last reader
 * that wants it has taken it, has dropped it, or has left.
 *
 * Invariant: no more than `limit` items wait for a reader. What waits for one is a run of successive
 * items, with gaps only under `drop-newest`; so without gaps no more than `limit` are held in all.
 */
export class Backlog<T> {
  readonly #limit: number
  readonly #overflow: Overflow
  readonly #places = new Set<Place>()
  readonly #items = new Map<number, { readonly item: T; wanted: number }>()
  #came = 0
  #full = 0

  constructor(limit: number, overflow: Overflow) {
    this.#limit = limit
    this.#overflow = overflow
  }

  /** How many items are held. */
  get held(): number {
    return this.#items.size
  }

  /** Whether a place has no room for another item. They are counted: a look at each would be one for each of them. */
  get isFull(): boolean {
    return this.#full > 0
  }

  isFullFor(place: Place): boolean {
    return place.length === this.#limit
  }

  /** A place before the next item that comes, or where another place is, which has to stay there. */
  enter(at?: Place): Place {
    const place = new Place(at?.next ?? this.#came, this.#came)
    place.length = at?.length ?? 0
    if (this.isFullFor(place)) this.#full++
    this.#places.add(place)
    return place
  }

  leave(place: Place): void {
    while (place.length > 0) this.shift(place)
    this.#places.delete(place)
  }

  /** Takes an item in for all places but that of the reader who gets it at once, and for whom none waits. */
  push(item: T, taker: Place): void {
    const number = this.#came++
    let wanted = 0
    for (const place of this.#places) {
      if (place === taker) continue
      if (this.isFullFor(place)) {
        if (this.#overflow === 'drop-newest') {
          miss(place, number)
          continue
        }
        this.shift(place)
      }
      place.length++
      if (this.isFullFor(place)) this.#full++
      wanted++
    }
    if (wanted > 0) this.#items.set(number, { item, wanted })
    taker.next = this.#came
    taker.gaps.shift() // there may be one, after the last item that it took
  }

  /** The oldest item that waits for a place. There has to be one. */
  shift(place: Place): T {
    if (place.gaps.peek()?.from === place.next) place.next = place.gaps.shift()?.to ?? place.next
    const number = place.next++
    if (this.isFullFor(place)) this.#full--
    place.length--
    const held = this.#items.get(number)
    if (held === undefined) throw new RangeError('no item waits there')
    if (number >= place.ownFrom && --held.wanted === 0) this.#items.delete(number)
    return held.item
  }
}

function miss(place: Place, number: number): void {
  if (place.newestGap?.to === number) {
    place.newestGap.to++
    return
  }
  place.newestGap = { from: number, to: number + 1 }
  place.gaps.push(place.newestGap)
}
