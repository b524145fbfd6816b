import { expect, test } from 'vitest'
import { pipe } from '../kernel/pipe.ts'
import { dripping, recorded } from '../testSupport.ts'
import { drain } from './drain.ts'

test('pulls everything and gives nothing', async () => {
  const source = recorded(['a', 'b'])
  expect(pipe(source, drain())).toBeUndefined()
  expect(source.events).toEqual(['source opened', 'source asked', 'source asked', 'source asked'])
  expect(await pipe(dripping(['a', 'b']), drain())).toBeUndefined()
})
