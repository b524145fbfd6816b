import { CURSOR, pipe, take, toArray } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { turns } from '../turns.ts'
import {
  asyncFlavours,
  flavours,
  hangingFlavours,
  overBatches,
  overCursor,
  overSync,
  overSyncInFlow,
} from './flavour.ts'
import { endless, failing, giving, hanging } from './script.ts'

const FOUR = ['a', 'b', 'c', 'd']

describe.each(flavours)('$title', ({ kind, open }) => {
  it('gives what its script says, and records it under its name', async () => {
    const { source, record } = open(giving(FOUR), 'letters')
    expect(await pipe(source, toArray())).toEqual(FOUR)
    expect(record).toMatchObject({ name: 'letters', runs: [{ ended: 'done', returns: 0 }] })
  })

  it('records that it was left early', async () => {
    const { source, record } = open(endless())
    expect(await pipe(source, take(5), toArray())).toEqual([1, 2, 3, 4, 1])
    expect(record).toMatchObject({ name: 'the source', runs: [{ ended: 'no', returns: 1 }] })
  })

  it('fails as its script does, after the items', async () => {
    const error = new Error('script')
    const { source, record } = open(failing(FOUR, error))
    const outcome = await collect(pipe(source))
    expect(outcome).toMatchObject({ items: FOUR, failed: true })
    expect(outcome.error).toBe(error)
    expect(record.runs).toMatchObject([{ ended: 'failed' }])
  })

  it(`is ${kind}`, () => {
    const { source } = open(giving(FOUR))
    const isAsync = Symbol.asyncIterator in pipe(source)
    expect(isAsync ? 'async' : 'sync').toBe(kind)
  })
})

it.each(hangingFlavours)('$title hangs where its script does', async ({ open }) => {
  const script = hanging(['a'])
  const { source, record } = open(script)
  const iteration = walk(pipe(source))
  expect(await iteration.next()).toEqual({ value: 'a', done: false })
  let settled = false
  void iteration.next().then(() => {
    settled = true
  })
  await script.hung.promise
  await turns()
  expect(settled).toBe(false)
  await iteration.return()
  expect(record.runs).toMatchObject([{ ended: 'no', returns: 1 }])
})

it('the flavours in the lists are those that their names say', () => {
  expect(asyncFlavours).toEqual(flavours.filter((flavour) => flavour !== overSync))
  expect(hangingFlavours).toEqual(asyncFlavours.filter((flavour) => flavour !== overSyncInFlow))
  expect(CURSOR in overCursor.open(giving([])).source).toBe(true)
})

it('batches have three items, but for the last one', async () => {
  const { source, record } = overBatches.open(giving(FOUR))
  expect(await pipe(source, take(3), toArray())).toEqual(['a', 'b', 'c'])
  expect(await pipe(source, toArray())).toEqual(FOUR)
  expect(record.runs).toMatchObject([{ nexts: 1 }, { nexts: 3 }])
})
