import { pipe, toArray } from '@rivulet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ndjson } from './ndjson.ts'
import { splitLines } from './splitLines.ts'
import { cut } from './testSupport.ts'
import { toNdjson } from './toNdjson.ts'

test('what toNdjson writes, ndjson reads, however it is cut', () => {
  const written = fc.array(fc.jsonValue()).chain((values) => {
    const text = Buffer.from(pipe(values, toNdjson(), toArray()).join(''))
    return fc.tuple(fc.constant(values), cut(text))
  })
  fc.assert(
    fc.property(written, ([values, chunks]) => {
      // As JSON has it: -0 is written as 0.
      const expected = JSON.parse(JSON.stringify(values)) as unknown
      expect(pipe(chunks, splitLines(), ndjson(), toArray())).toEqual(expected)
    }),
  )
})
