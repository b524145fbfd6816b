import { filter, flatMap, map, operator, pipe, type Source } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { walk, type Walk } from '../pipelines/walk.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { flavours, overAsync } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless, giving } from '../sources/script.ts'
import { syncSource } from '../sources/syncSource.ts'
import { expectAllClosedOnce } from './orderly.ts'

/** Iterates a pipeline whose callbacks can end the iteration that they work for. */
async function leaveFromWithin(build: (leave: () => void) => Source): Promise<void> {
  const left: Promise<unknown>[] = []
  const iteration: Walk = walk(
    build(() => {
      left.push(iteration.return())
    }),
  )
  await iteration.next()
  await Promise.all(left)
  await iteration.next()
}

describe('a callback that ends its own iteration', () => {
  const asyncOnly = flavours.filter(({ kind }) => kind === 'async')

  it.each(asyncOnly)('closes every source once, over $title', async (flavour) => {
    const sources = new OpenedSources(flavour)
    await leaveFromWithin((leave) => pipe(sources.play(endless()), map(leave)))
    expectAllClosedOnce(sources.records)
  })

  it.each(asyncOnly)('stops a filter that lets nothing through, over $title', async (flavour) => {
    const sources = new OpenedSources(flavour)
    await leaveFromWithin((leave) =>
      pipe(
        sources.play(endless()),
        filter(() => {
          leave()
          return false
        }),
      ),
    )
    expectAllClosedOnce(sources.records)
  })

  it.each(asyncOnly)(
    'and then gives an inner source, closes that too, over $title',
    async (flavour) => {
      const sources = new OpenedSources(flavour)
      await leaveFromWithin((leave) =>
        pipe(
          sources.play(endless()),
          flatMap(() => {
            leave()
            return sources.inner([1, 2, 3])
          }),
        ),
      )
      expectAllClosedOnce(sources.records)
    },
  )

  it('cannot in a synchronous pipeline, and the source is closed by the error', () => {
    const source = syncSource(endless())
    const iterator: Iterator<unknown> = pipe(
      source,
      map(() => iterator.return?.()),
    )[Symbol.iterator]()
    expect(() => iterator.next()).toThrow(TypeError)
    expect(source.record.runs.map(({ returns }) => returns)).toEqual([1])
  })
})

describe('an operator that opens a source', () => {
  it('and never pulls it has it closed', async () => {
    const inner = asyncSource(giving([1]))
    const opening = operator((up, run) => {
      run.open(inner)
      return up
    })
    await collect(pipe(asyncSource(giving([1])), opening))
    expect(inner.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('whose opening fails halfway, and never pulls it, has closed what was opened', async () => {
    const source = asyncSource(giving([1]))
    const failing = operator(() => {
      throw new Error('from the start')
    })
    const opening = operator((up, run) => {
      run.open(pipe(source, failing))
      return up
    })
    await collect(pipe(asyncSource(giving([1])), opening))
    expect(source.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('and closes it early has it closed once', async () => {
    const sources = new OpenedSources(overAsync)
    const opening = operator((up, run) => {
      const inner = run.open(sources.inner([1, 2, 3]))
      inner.pull()
      void inner.close()
      void inner.close()
      return up
    })
    await collect(pipe(sources.play(giving([1, 2])), opening))
    expectAllClosedOnce(sources.records)
  })
})

describe('a start that throws', () => {
  it.each(flavours)('closes what was opened before it, over $title', async (flavour) => {
    const sources = new OpenedSources(flavour)
    const error = new Error('from the start')
    const failing = operator(() => {
      throw error
    })
    const outcome = await collect(pipe(sources.play(giving([1])), failing))
    expect(outcome.error).toBe(error)
    expectAllClosedOnce(sources.records)
  })
})
