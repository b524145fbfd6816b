import { pipe } from '@rivulet/core'
import { toFile } from '@rivulet/files'
import { devNull } from 'node:os'
import { notASignal, untyped, wrongShape, wrongValue } from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'
import { notAPath, words } from './inputs.ts'

/** The sink that writes a file. */
export const writing: PackageRegistry = {
  toFile: {
    kind: 'sink',
    // Not to a file: for each of thousands of runs it would be brought to the disk.
    cases: [
      {
        title: 'toFile(nowhere)',
        input: words,
        output: [{ path: devNull, bytes: 14, bytesWritten: 14 }],
        build: (source) => pipe(source, toFile(devNull)),
        endless: words,
      },
      {
        title: 'toFile(nowhere, { append: true })',
        input: words,
        output: [{ path: devNull, bytes: 14, bytesWritten: 14 }],
        build: (source) => pipe(source, toFile(devNull, { append: true })),
        endless: words,
      },
    ],
    badCalls: [
      ...notAPath(toFile),
      wrongShape('toFile with null as its options', ['toFile', 'options', 'got null'], () =>
        untyped(toFile, devNull, null),
      ),
      ...['append', 'atomic', 'mkdir'].map((flag) =>
        wrongShape(`toFile with ${flag}: 'yes'`, ['toFile', flag, 'boolean', "'yes'"], () =>
          untyped(toFile, devNull, { [flag]: 'yes' }),
        ),
      ),
      wrongValue('toFile appending atomically', ['toFile', 'append and atomic'], () =>
        untyped(toFile, devNull, { append: true, atomic: true }),
      ),
      wrongValue('toFile appending brotli', ['toFile', 'compress', "'brotli'"], () =>
        untyped(toFile, devNull, { append: true, compress: 'brotli' }),
      ),
      notASignal(toFile, (signal) => untyped(toFile, devNull, { signal })),
    ],
  },
}
