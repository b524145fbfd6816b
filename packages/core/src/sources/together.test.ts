import { expect, test } from 'vitest'
import { Flow } from '../kernel/flow.ts'
import { DONE } from '../kernel/pull.ts'
import { Seq } from '../kernel/seq.ts'
import { together } from './together.ts'

test('one asynchronous source makes the whole a Flow, and without one it is a Seq', () => {
  const nothing = () => () => DONE
  expect(together(['sync', 'async', 'sync'], nothing)).toBeInstanceOf(Flow)
  expect(together(['sync', 'sync'], nothing)).toBeInstanceOf(Seq)
  expect(together([], nothing)).toBeInstanceOf(Seq)
})
