import { describe, expectTypeOf, test } from 'vitest'
import {
  concat,
  count,
  countBy,
  filter,
  flatMap,
  forEach,
  map,
  mapAsync,
  pipe,
  range,
  reduce,
  take,
  takeWhile,
  toArray,
  type Flow,
  type Operator,
  type Seq,
} from '../index.ts'

interface Entry {
  readonly path: string
  readonly status: number
}
declare function lines(): Flow<string>
declare function parseAccessLog(source: AsyncIterable<string>): AsyncGenerator<Entry>
declare function parseNow(source: Iterable<string>): Generator<Entry>
declare function parseEither(
  source: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Entry>
declare const either: Iterable<string> | AsyncIterable<string>
declare const readonlyStrings: readonly string[]

describe('the example on the first screen', () => {
  test('infers every callback', () => {
    const failures = pipe(
      lines(),
      parseAccessLog,
      filter((entry) => {
        expectTypeOf(entry).toEqualTypeOf<Entry>()
        return entry.status >= 500
      }),
      countBy((entry) => {
        expectTypeOf(entry).toEqualTypeOf<Entry>()
        return entry.path
      }),
    )
    expectTypeOf(failures).toEqualTypeOf<Promise<Map<string, number>>>()
  })

  test('infers them over an array too', () => {
    const failures = pipe(
      ['GET /'],
      parseNow,
      filter((entry) => entry.status >= 500),
      countBy((entry) => entry.path),
    )
    expectTypeOf(failures).toEqualTypeOf<Map<string, number>>()
  })
})

describe('the result', () => {
  test('over an iterable is a Seq, or plain', () => {
    expectTypeOf(pipe(['a'])).toEqualTypeOf<Seq<string>>()
    expectTypeOf(pipe(new Set([1]), map(String))).toEqualTypeOf<Seq<string>>()
    expectTypeOf(pipe(new Map([['a', 1]]))).toEqualTypeOf<Seq<[string, number]>>()
    expectTypeOf(pipe('abc', toArray())).toEqualTypeOf<string[]>()
    expectTypeOf(pipe(range(0, 3), count())).toEqualTypeOf<number>()
  })

  test('over an async iterable is a Flow, or a promise', () => {
    expectTypeOf(pipe(lines())).toEqualTypeOf<Flow<string>>()
    expectTypeOf(
      pipe(
        lines(),
        map((line) => line.length),
      ),
    ).toEqualTypeOf<Flow<number>>()
    expectTypeOf(pipe(lines(), toArray())).toEqualTypeOf<Promise<string[]>>()
    expectTypeOf(pipe({} as ReadableStream<number>, count())).toEqualTypeOf<Promise<number>>()
  })

  test('with an asynchronous operator is a Flow, or a promise', () => {
    const flow = pipe(
      ['a'],
      mapAsync(async (text) => text.length),
      filter((n) => n > 0),
    )
    expectTypeOf(flow).toEqualTypeOf<Flow<number>>()
    expectTypeOf(
      pipe(
        ['a'],
        mapAsync(async (text) => text.length),
        toArray(),
      ),
    ).toEqualTypeOf<Promise<number[]>>()
  })

  test('over a source of either kind is one or the other', () => {
    expectTypeOf(pipe(either)).toEqualTypeOf<Seq<string> | Flow<string>>()
    expectTypeOf(
      pipe(
        either,
        map((text) => text.length),
      ),
    ).toEqualTypeOf<Seq<number> | Flow<number>>()
    expectTypeOf(
      pipe(
        either,
        map((text) => text.length),
        toArray(),
      ),
    ).toEqualTypeOf<number[] | Promise<number[]>>()
    expectTypeOf(
      pipe(
        either,
        mapAsync(async (text) => text),
        count(),
      ),
    ).toEqualTypeOf<Promise<number>>()
  })

  test('over what is both kinds at once is asynchronous, as it is at run time', () => {
    const both = {} as Iterable<string> & AsyncIterable<number>
    expectTypeOf(pipe(both, toArray())).toEqualTypeOf<Promise<number[]>>()
  })

  test('in a generic function has the items of the source', () => {
    function firstOf<T>(source: Iterable<T>): T[] {
      return pipe(source, take(1), toArray())
    }
    expectTypeOf(firstOf(['a'])).toEqualTypeOf<string[]>()
  })

  test('of a source that may not be changed is the same', () => {
    expectTypeOf(pipe(readonlyStrings, toArray())).toEqualTypeOf<string[]>()
    expectTypeOf(pipe([1, 'a'] as const, toArray())).toEqualTypeOf<(1 | 'a')[]>()
  })

  test('of `any` items has `any` items', () => {
    // oxlint-disable-next-line typescript/no-explicit-any -- what JSON.parse gives
    expectTypeOf(pipe([] as any[], toArray())).toEqualTypeOf<any[]>()
  })
})

describe('a function as a stage', () => {
  test('may be a generator function in the first, a middle and the last place', () => {
    expectTypeOf(pipe(['a'], parseNow)).toEqualTypeOf<Seq<Entry>>()
    expectTypeOf(
      pipe(
        [1],
        map(String),
        parseNow,
        map((entry) => entry.status),
      ),
    ).toEqualTypeOf<Seq<number>>()
    expectTypeOf(pipe([1], map(String), parseNow)).toEqualTypeOf<Seq<Entry>>()
    expectTypeOf(pipe(lines(), parseAccessLog)).toEqualTypeOf<Flow<Entry>>()
  })

  test('that is an async generator function makes a Seq a Flow', () => {
    expectTypeOf(pipe(['a'], parseEither)).toEqualTypeOf<Flow<Entry>>()
    expectTypeOf(
      pipe(
        ['a'],
        parseEither,
        map((entry) => entry.path),
        toArray(),
      ),
    ).toEqualTypeOf<Promise<string[]>>()
  })

  test('written in place is given everything before it, as a Seq or a Flow', () => {
    const seq = pipe(
      ['a'],
      map((text) => text.length),
      function* (numbers) {
        expectTypeOf(numbers).toEqualTypeOf<Seq<number>>()
        yield* numbers
      },
    )
    expectTypeOf(seq).toEqualTypeOf<Seq<number>>()
    const flow = pipe(lines(), async function* (source) {
      expectTypeOf(source).toEqualTypeOf<Flow<string>>()
      yield* source
    })
    expectTypeOf(flow).toEqualTypeOf<Flow<string>>()
  })

  test('after one that changed the kind is given that kind', () => {
    pipe(['a'], parseEither, (entries) => {
      expectTypeOf(entries).toEqualTypeOf<Flow<Entry>>()
      return entries
    })
    pipe(
      ['a'],
      mapAsync(async (text) => text),
      (texts) => {
        expectTypeOf(texts).toEqualTypeOf<Flow<string>>()
        return texts
      },
    )
  })

  test('may name a piece of a pipeline', () => {
    const long = (source: Iterable<string>): Seq<string> =>
      pipe(
        source,
        filter((text) => text.length > 3),
      )
    expectTypeOf(
      pipe(
        ['a'],
        long,
        map((text) => text.length),
        toArray(),
      ),
    ).toEqualTypeOf<number[]>()
  })

  test('may give any source', () => {
    expectTypeOf(pipe(['a'], (texts) => [...texts])).toEqualTypeOf<Seq<string>>()
    const toSet = pipe(
      ['a'],
      (texts: Iterable<string>) => new Set(texts),
      map((text) => text.length),
    )
    expectTypeOf(toSet).toEqualTypeOf<Seq<number>>()
  })
})

describe('operators', () => {
  test('infer their callbacks from what comes before, at every place', () => {
    pipe(
      ['a'],
      map((text) => text.length),
      filter((n) => n > 0),
      flatMap((n) => [n, String(n)]),
      takeWhile((item) => {
        expectTypeOf(item).toEqualTypeOf<string | number>()
        return true
      }),
      forEach((item) => {
        expectTypeOf(item).toEqualTypeOf<string | number>()
      }),
    )
  })

  test('may be made apart from any pipeline', () => {
    const double = map((n: number) => n * 2)
    expectTypeOf(double).toExtend<Operator<number, { readonly many: number }>>()
    expectTypeOf(pipe([1], double)).toEqualTypeOf<Seq<number>>()
    expectTypeOf(pipe([1], take(3), double, count())).toEqualTypeOf<number>()
  })

  test('that take any item accept every source', () => {
    const described = map((item: unknown) => String(item))
    expectTypeOf(pipe([1], described)).toEqualTypeOf<Seq<string>>()
    expectTypeOf(pipe(lines(), described)).toEqualTypeOf<Flow<string>>()
  })

  test('accept a function with fewer or no parameters, and constructors of the language', () => {
    expectTypeOf(
      pipe(
        ['1'],
        map(Number),
        filter(Number.isFinite),
        map(() => 'x'),
      ),
    ).toEqualTypeOf<Seq<string>>()
  })

  test('can be twenty in a row', () => {
    const next = map((n: number) => n + 1)
    const nineteen = pipe(
      [1],
      next, next, next, next, next, next, next, next, next, next,
      next, next, next, next, next, next, next, next, map((n) => n.toFixed()),
      map((text) => text.length),
    ) // oxfmt-ignore
    expectTypeOf(nineteen).toEqualTypeOf<Seq<number>>()
    const withSink = pipe(
      lines(),
      map((line) => line.length),
      next, next, next, next, next, next, next, next, next,
      next, next, next, next, next, next, next, next, next,
      reduce((sum, n) => sum + n, 0),
    ) // oxfmt-ignore
    expectTypeOf(withSink).toEqualTypeOf<Promise<number>>()
  })
})

describe('a mistake is an error of the compiler', () => {
  test('a source that is not iterable', () => {
    // @ts-expect-error a number is not iterable
    pipe(5)
    // @ts-expect-error a promise is not iterable
    pipe(Promise.resolve(['a']), toArray())
    // @ts-expect-error a function is not iterable: it has to be called
    pipe(lines, toArray())
  })

  test('stages in the wrong order', () => {
    const lengths = map((text: string) => text.length)
    // @ts-expect-error after the parsing there are no strings
    pipe(['a'], parseNow, lengths)
    // @ts-expect-error numbers cannot be parsed
    pipe([1], parseNow)
    // @ts-expect-error the strings are numbers by then
    pipe(['a'], lengths, lengths)
    // @ts-expect-error the callback wants another item
    pipe(parseNow(['a']), lengths, toArray())
  })

  test('a sink that is not last', () => {
    // @ts-expect-error a sink ends the pipeline
    pipe(['a'], toArray(), map(String))
    // @ts-expect-error a sink ends the pipeline
    pipe(lines(), map(String), count(), toArray())
  })

  test('a synchronous generator after an asynchronous source', () => {
    // @ts-expect-error a Flow is not an Iterable
    pipe(lines(), parseNow)
    const later = mapAsync(async (text: string) => text)
    // @ts-expect-error a Flow is not an Iterable
    pipe(['a'], later, parseNow)
    // @ts-expect-error a source of either kind may not be an Iterable
    pipe(either, parseNow)
  })

  test('something that is no stage', () => {
    // @ts-expect-error a string is no stage
    pipe(['a'], 'map')
    // @ts-expect-error an operator that was not called is no stage
    pipe(['a'], toArray)
    // @ts-expect-error a function that gives no iterable is no stage
    pipe(['a'], (texts) => [...texts].length)
    // @ts-expect-error undefined is no stage
    pipe(['a'], undefined)
  })

  test('a property that the items do not have', () => {
    pipe(
      lines(),
      parseAccessLog,
      // @ts-expect-error there is no such property
      filter((entry) => entry.code >= 500),
    )
    pipe(
      concat(['a'], lines()),
      // @ts-expect-error there is no such property
      map((line) => line.size),
    )
  })
})
