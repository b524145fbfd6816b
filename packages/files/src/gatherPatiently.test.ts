import { pipe, toArray } from '@rivulet/core'
import { expect, test } from 'vitest'
import { gatherPatiently } from './gatherPatiently.ts'
import { dripping, outcomeOf } from './testSupport.ts'

test('gathers what comes bit by bit into chunks of 128 KiB, and what is left', async () => {
  const bytes = Buffer.alloc(300_000, 'x')
  const chunks = await pipe(dripping(bytes, 1000), gatherPatiently(), toArray())
  expect(chunks.map(({ length }) => length)).toEqual([132_000, 132_000, 36_000])
  expect(Buffer.concat(chunks)).toEqual(bytes)
})

test('gives a small whole in one chunk, and nothing of nothing', async () => {
  expect(await pipe(dripping(Buffer.from('whole'), 1), gatherPatiently(), toArray())).toEqual([
    Buffer.from('whole'),
  ])
  expect(pipe([], gatherPatiently(), toArray())).toEqual([])
})

test('gives nothing of what an error has cut off', async () => {
  const broken = new Error('broken')
  const source = (function* () {
    yield Buffer.from('half')
    throw broken
  })()
  expect(await outcomeOf(pipe(source, gatherPatiently()))).toEqual({ items: [], error: broken })
})
