import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import * as core from '@rivulet/core'
import * as http from '@rivulet/http'
import * as streams from '@rivulet/streams'
import { describe, expect, test } from 'vitest'

/** What stands in the right column of the tables of names. */
const cells = readFileSync(new URL('../../../docs/guide/names.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split(/(?<!\|)\|(?!\|)/u)[2] ?? '')
const codeOf = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map(([, code]) => code ?? '')

/** The compositions that are whole: not a stage, but a pipeline of a source. */
const compositions = cells
  .filter((cell) => cell.includes('compose it: '))
  .flatMap((cell) => codeOf(cell.slice(cell.indexOf('compose it: '))))
  .filter((code) => /^!?(?:\[\.\.\.)?(?:pipe|zip|concat)\(/u.test(code))

/** For each composition what its names stand for, and what it gives then: of a pipeline, its items. */
const EXAMPLES: Record<string, readonly [Record<string, unknown>, unknown]> = {
  'pipe(concat([initial], it), scan(f))': [
    { initial: 10, it: [1, 2], f: (a: number, b: number) => a + b },
    [10, 11, 13],
  ],
  'pipe(product(items.keys(), items.keys()), filter(([i, j]) => i <= j), map(([i, j]) => [items[i], items[j]]))':
    [
      { items: ['a', 'b'] },
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', 'b'],
      ],
    ],
  'pipe(zip([data, selectors]), filter(([, keep]) => keep), map(([item]) => item))': [
    { data: 'abc', selectors: [1, 0, 1] },
    ['a', 'c'],
  ],
  'pipe(zip([a, b]), map(([x, y]) => f(x, y)))': [{ a: [2, 3], b: [3, 2], f: Math.pow }, [8, 9]],
  '!pipe(it, dedupe(), drop(1), some(() => true))': [{ it: [1, 1, 2] }, false],
  '[...pipe(it, countBy((x) => x)).values()].every((n) => n === 1)': [{ it: [1, 2] }, true],
  'pipe(it, enumerate(), max({ by: ([, x]) => x }))?.[0]': [{ it: [3, 9, 2] }, 1],
  'pipe(cycle(items), windows(n), take(n))': [
    { items: [1, 2], n: 2 },
    [
      [1, 2],
      [2, 1],
    ],
  ],
  'pipe(it, take(n), drain())': [{ it: [1, 2], n: 1 }, undefined],
  'pipe(it, enumerate(), chunkBy(([i, n]) => n - i))': [
    { it: [1, 2, 5] },
    [
      [
        1,
        [
          [0, 1],
          [1, 2],
        ],
      ],
      [3, [[2, 5]]],
    ],
  ],
  'pipe(cycle(it), map((item, index) => [Math.floor(index / length), item]))': [
    { it: 'abcd', length: 4 },
    [
      [0, 'a'],
      [0, 'b'],
      [0, 'c'],
      [0, 'd'],
      [1, 'a'],
      [1, 'b'],
    ],
  ],
  'pipe(concat([0], it), pairwise(), map(([a, b]) => b - a))': [{ it: [1, 3, 6] }, [1, 2, 3]],
  'pipe(zip([a, b]), map(([x, y]) => x * y), sum())': [{ a: [1, 2], b: [3, 4] }, 11],
  'pipe(it, pairwise(), filter(([a, b]) => a === b), map(([a]) => a))': [
    { it: [1, 1, 1, 2] },
    [1, 1],
  ],
  'pipe(it, filter(p), take(n + 1), count()) === n': [{ it: [0, 1, 2], p: Boolean, n: 2 }, true],
  'pipe(zip([a, b]), flatten())': [{ a: [1, 2], b: [3, 4] }, [1, 3, 2, 4]],
  "pipe(zip([a, b], { mode: 'longest', padding: [{}, {}] }), every(([x, y]) => x === y))": [
    { a: [1, 2], b: [1, 2, 3] },
    false,
  ],
  'pipe(it, pairwise(), every(([a, b]) => a <= b))': [{ it: [1, 2, 2] }, true],
  'pipe(zip(its), takeWhile((row) => new Set(row).size === 1), map(([x]) => x))': [
    { its: ['flow', 'flat', 'flag'] },
    ['f', 'l'],
  ],
  'pipe(range(0, n), flatMap(() => it))': [{ it: [1, 2], n: 2 }, [1, 2, 1, 2]],
  "pipe(zip([it, range(0, n)], { mode: 'longest', padding: [x] }), map(([item]) => item))": [
    { it: [1], n: 3, x: 0 },
    [1, 0, 0],
  ],
  'pipe(range(0, items.length + 1), flatMap((r) => combinations(items, r)))': [
    { items: [1, 2] },
    [[], [1], [2], [1, 2]],
  ],
  'concat([x], it)': [{ x: 0, it: [1] }, [0, 1]],
  'pipe(range(0, n), map(() => f()))': [{ n: 2, f: () => 5 }, [5, 5]],
  'pipe(matrix, flatten(), chunks(n))': [
    {
      matrix: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      n: 2,
    },
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  ],
  'pipe(product(xs, ys), map(([x, y]) => f(x, y)), chunks(ys.length))': [
    { xs: [2, 3], ys: [1, 2], f: Math.pow },
    [
      [2, 4],
      [3, 9],
    ],
  ],
  'pipe(range(1, items.length + 1), flatMap((n) => pipe(items, windows(n))))': [
    { items: [1, 2] },
    [[1], [2], [1, 2]],
  ],
  'pipe(range(start, Infinity), map(f))': [
    { start: 2, f: (n: number) => n * n },
    [4, 9, 16, 25, 36, 49],
  ],
  "pipe(it, windows(n, 'allow-partial'), last())": [{ it: [1, 2, 3], n: 2 }, [2, 3]],
  'zip([items, repeat(x)])': [
    { items: [1, 2], x: 0 },
    [
      [1, 0],
      [2, 0],
    ],
  ],
  'zip([a, pipe(b, drop(n))])': [{ a: [1, 2], b: [1, 2], n: 1 }, [[1, 2]]],
  "pipe(source, windows(n, 'allow-partial'), last())": [{ source: [1], n: 2 }, [1]],
  'pipe(zip([a, b]), every(([x, y]) => x === y))': [{ a: [1, 2], b: [1, 3] }, false],
  'concat([x], source)': [{ x: 0, source: [1] }, [0, 1]],
  'concat(source, [x])': [{ x: 2, source: [1] }, [1, 2]],
  'pipe(range(0, n), flatMap(() => source))': [{ n: 2, source: [1] }, [1, 1]],
}

/** Some have no end. */
const firstOf = (pipeline: core.Seq<unknown>): unknown[] => [...core.pipe(pipeline, core.take(6))]

describe('in the tables of names', () => {
  test.each(compositions)('%s', (code) => {
    const [names, expected] = EXAMPLES[code] ?? []
    expect(names, 'a composition without an example').toBeDefined()
    const scope = { ...core, ...names }
    const run = runInThisContext(`({ ${Object.keys(scope).join(', ')} }) => ${code}`)
    const given: unknown = run(scope)
    expect(given instanceof core.Seq ? firstOf(given) : given).toEqual(expected)
  })

  test('an example stands for a composition that is there', () => {
    expect(Object.keys(EXAMPLES).filter((code) => !compositions.includes(code))).toEqual([])
  })

  test('what is called with arguments is exported', () => {
    const exported = new Set(Object.keys({ ...core, ...http, ...streams }))
    const known = new Set([...exported, 'f', 'p', 'setTimeout'])
    const called = cells
      .flatMap(codeOf)
      .flatMap((code) => code.match(/(?<![.\w])[a-z]\w*(?=\()/gu) ?? [])
    expect([...new Set(called)].filter((name) => !known.has(name))).toEqual([])
  })
})
