import { flatten, map, pipe } from '@rivulet/core'
import * as fc from 'fast-check'
import {} from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'

/** The operators that choose, join and reorder items. */
export const itemOperators: PackageRegistry = {
  flatten: {
    kind: 'operator',
    cases: [
      {
        title: 'flatten() of arrays',
        input: [[1, 1], [2, 2], new Set([3, 4])],
        output: [1, 1, 2, 2, 3, 4],
        build: (source) => pipe(source, flatten()),
        needs: (nth) => Math.ceil(nth / 2),
      },
      {
        title: 'flatten() of sources',
        input: [1, 2, 3],
        output: [1, 2, 1, 2, 1, 2],
        build: (source, inner) =>
          pipe(
            source,
            map(() => inner([1, 2])),
            flatten(),
          ),
        needs: (nth) => Math.ceil(nth / 2),
      },
    ],
    random: fc
      .func<[unknown, number], unknown[]>(fc.array(fc.integer(), { maxLength: 3 }))
      .map((callback) => ({
        title: 'flatten',
        build: (source) => pipe(source, map(callback), flatten()),
      })),
    passing: [
      {
        title: 'flatten() of items in a source',
        build: (source, inner) =>
          pipe(
            source,
            map((item: unknown) => inner([item])),
            flatten(),
          ),
      },
    ],
  },
}
