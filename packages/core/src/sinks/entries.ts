import { fromPortable, toPortable, type Portable } from './portable.ts'

/** The state of a summary by key: every key with what belongs to it, in the order in which the keys first came. */
export type Entries<K, V> = [key: Portable<K>, value: V][]

// Beside the states, which stay plain JSON. A state that came over a wire gets its index anew.
const indexes = new WeakMap<object, Map<unknown, [unknown, unknown]>>()

/** The entry of a key, which is made if there is none. Keys are told apart as those of a `Map` are. */
export function entryOf<K, V>(
  entries: Entries<K, V>,
  key: K,
  initial: () => V,
): [key: Portable<K>, value: V] {
  let index = indexes.get(entries) as Map<K, [Portable<K>, V]> | undefined
  if (index === undefined) {
    index = new Map(entries.map((entry) => [fromPortable(entry[0]), entry]))
    indexes.set(entries, index)
  }
  let entry = index.get(key)
  if (entry === undefined) {
    entry = [toPortable(key), initial()]
    index.set(key, entry)
    entries.push(entry)
  }
  return entry
}
