import { pipe } from '@rivulet/core'
import { compress, decompress } from '@rivulet/files'
import { untyped, wrongShape, wrongValue } from '../badCalls.ts'
import type { PackageRegistry } from '../registration.ts'
import { words, zipped } from './inputs.ts'

/** What compresses bytes, and takes them back. */
export const compression: PackageRegistry = {
  decompress: {
    kind: 'operator',
    cases: [
      {
        title: 'decompress(plain bytes)',
        input: words,
        output: words,
        build: (source) => pipe(source, decompress()),
        needs: (nth) => nth,
      },
      {
        title: 'decompress(members of gzip)',
        input: zipped,
        output: words,
        build: (source) => pipe(source, decompress()),
      },
    ],
    badCalls: [
      wrongValue("decompress({ format: 'rar' })", ['decompress', 'format', 'rar'], () =>
        untyped(decompress, { format: 'rar' }),
      ),
      wrongShape('decompress({ format: 7 })', ['decompress', 'format', '7'], () =>
        untyped(decompress, { format: 7 }),
      ),
    ],
  },

  compress: {
    kind: 'operator',
    cases: [
      {
        title: 'compress({ flush: true }), decompress()',
        input: words,
        output: words,
        build: (source) => pipe(source, compress({ flush: true }), decompress()),
      },
    ],
    badCalls: [
      wrongValue("compress({ format: 'rar' })", ['compress', 'format', 'rar'], () =>
        untyped(compress, { format: 'rar' }),
      ),
      wrongValue('compress({ level: 10 })', ['compress', 'level', 'from 0 to 9', '10'], () =>
        untyped(compress, { level: 10 }),
      ),
      wrongShape("compress({ level: '1' })", ['compress', 'level', "'1'"], () =>
        untyped(compress, { level: '1' }),
      ),
    ],
  },
}
