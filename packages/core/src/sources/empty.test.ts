import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { Seq } from '../kernel/seq.ts'
import { toArray } from '../sinks/toArray.ts'
import { empty } from './empty.ts'

test('gives nothing, each time', () => {
  const nothing = empty()
  expect(nothing).toBeInstanceOf(Seq)
  expect([...nothing, ...nothing]).toEqual([])
  expect(pipe(nothing, toArray())).toEqual([])
})
