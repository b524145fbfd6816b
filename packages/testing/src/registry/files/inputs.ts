import { gzipSync } from 'node:zlib'
import { untyped, written, wrongShape } from '../badCalls.ts'
import type { BadCall } from '../registration.ts'

export const FIXTURE = new URL('./fixtures/lines.txt', import.meta.url)
export const TEXT = Buffer.from('one\ntwo\nthree\n')
export const LINES = ['one', 'two', 'three']

export const words = ['fig\n', 'kiwi\n', 'pear\n'].map((word) => Buffer.from(word))
export const zipped = words.map((word) => gzipSync(word))

/** The bad calls of a function that takes the path of a file. */
export function notAPath(callee: { name: string }): BadCall[] {
  const { name } = callee
  return [undefined, null, 7, '', new URL('http://host/')].map((path) =>
    wrongShape(`${name}(${written(path)})`, [name, 'path must be', 'got '], () =>
      untyped(callee, path),
    ),
  )
}
