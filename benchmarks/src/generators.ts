/** The stages as everybody writes them by hand with generators. */
export async function* mapAsyncGenerator<A, B>(
  source: AsyncIterable<A>,
  f: (item: A) => B,
): AsyncGenerator<B> {
  for await (const item of source) yield f(item)
}

export async function* filterAsyncGenerator<A>(
  source: AsyncIterable<A>,
  f: (item: A) => boolean,
): AsyncGenerator<A> {
  for await (const item of source) if (f(item)) yield item
}

export function* mapGenerator<A, B>(source: Iterable<A>, f: (item: A) => B): Generator<B> {
  for (const item of source) yield f(item)
}

export function* filterGenerator<A>(source: Iterable<A>, f: (item: A) => boolean): Generator<A> {
  for (const item of source) if (f(item)) yield item
}
