import { pipe, take } from '@rivulet/core'
import { follow } from '@rivulet/files'
import { notASignal, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { forEachItem } from '../forEachItem.ts'
import type { PackageRegistry } from '../registration.ts'
import { FIXTURE, LINES, notAPath } from './inputs.ts'

/** The source of a file that grows. */
export const following: PackageRegistry = {
  follow: {
    kind: 'source',
    cases: [
      {
        title: 'flatMap(to the first lines of a file that is followed)',
        input: [1, 2],
        output: [...LINES, ...LINES],
        build: (source) =>
          forEachItem(source, () => pipe(follow(FIXTURE, { from: 'start' }), take(3))),
        needs: (nth) => Math.ceil(nth / 3),
      },
    ],
    badCalls: [
      ...notAPath(follow),
      ...[null, true].map((from) =>
        wrongShape(`follow from ${written(from)}`, ['follow', 'from must be', 'got '], () =>
          untyped(follow, FIXTURE, { from }),
        ),
      ),
      ...['middle', -1, 1.5].map((from) =>
        wrongValue(`follow from ${written(from)}`, ['follow', 'from must be', 'got '], () =>
          untyped(follow, FIXTURE, { from }),
        ),
      ),
      ...(['poll', 'linger'] as const).flatMap((option) => [
        wrongShape(`follow with ${option}: '1'`, ['follow', option, 'whole number', "'1'"], () =>
          untyped(follow, FIXTURE, { [option]: '1' }),
        ),
        wrongValue(`follow with ${option}: -1`, ['follow', option, 'whole number', '-1'], () =>
          untyped(follow, FIXTURE, { [option]: -1 }),
        ),
      ]),
      notASignal(follow, (signal) => untyped(follow, FIXTURE, { signal })),
    ],
  },
}
