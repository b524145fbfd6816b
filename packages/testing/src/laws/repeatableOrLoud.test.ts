import { AlreadyConsumedError, flatMap, pipe, toArray } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { pipelinesUnder, stagesUnder } from '../registry/index.ts'
import { collect } from '../pipelines/outcome.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { cursorSource } from '../sources/cursorSource.ts'
import { oneShots } from '../sources/oneShot.ts'
import { giving } from '../sources/script.ts'
import { inBatches } from '../sources/split.ts'
import { syncSource } from '../sources/syncSource.ts'
import {
  expectLoud,
  expectLoudAfterBreak,
  expectLoudMeanwhile,
  expectRepeats,
  over,
} from './repeatableOrLoud.ts'

const stages = pipelinesUnder('repeatableOrLoud')

const repeatable = [
  { title: 'an array', make: (items: readonly unknown[]) => items },
  { title: 'a Set', make: (items: readonly unknown[]) => new Set(items) },
  { title: 'an iterable', make: (items: readonly unknown[]) => syncSource(giving(items)) },
  { title: 'an async iterable', make: (items: readonly unknown[]) => asyncSource(giving(items)) },
  { title: 'a foreign cursor', make: (items: readonly unknown[]) => cursorSource(giving(items)) },
  { title: 'batches', make: (items: readonly unknown[]) => inBatches([[...items]]) },
]

describe.each(repeatable)('over $title', ({ make }) => {
  it.each(stages)('$title gives everything again', async (stage) => {
    await expectRepeats(over(stage), make(stage.input))
  })
})

// A stage that never asks its source for anything does not consume it either way.
const consuming = stages.filter(({ output }) => output.length > 1)

describe.each(oneShots)('over $title', ({ make }) => {
  it.each(consuming)('$title is loud the second time', async (stage) => {
    await expectLoud(over(stage), make(stage.input))
  })
})

describe.each(oneShots)('$title', ({ make }) => {
  const itself = over({
    title: 'pipe',
    input: [1, 2, 3],
    output: [1, 2, 3],
    build: (source) => pipe(source),
  })

  it('is loud after a break', async () => {
    await expectLoudAfterBreak(itself, make([1, 2, 3]))
  })

  it('is loud while it is being read', async () => {
    await expectLoudMeanwhile(itself, make([1, 2, 3]))
  })

  it('is loud when a sink reads it a second time', async () => {
    const source = make([1, 2, 3])
    const run = async (): Promise<unknown> => pipe(source, toArray())
    await expect(run()).resolves.toEqual([1, 2, 3])
    await expect(run()).rejects.toBeInstanceOf(AlreadyConsumedError)
  })

  it('is loud as the inner source of a second item', async () => {
    const source = make([1, 2, 3])
    const run = async (): Promise<unknown> =>
      pipe(
        inBatches([['a', 'b']]),
        flatMap(() => source),
        toArray(),
      )
    await expect(run()).rejects.toBeInstanceOf(AlreadyConsumedError)
  })
})

const readOnce = stagesUnder().flatMap(([, registration]) => registration.readOnce ?? [])

describe.each(readOnce)('$title', ({ make }) => {
  it('gives its items once and is loud the second time', async () => {
    const source = make()
    const first = await collect(source)
    expect(first.failed).toBe(false)
    expect(first.items.length).toBeGreaterThan(0)
    expect((await collect(source)).error).toBeInstanceOf(AlreadyConsumedError)
  })

  it('is loud the second time in a pipeline', async () => {
    const source = make()
    const run = async (): Promise<unknown> => pipe(source, toArray())
    await expect(run()).resolves.not.toEqual([])
    await expect(run()).rejects.toBeInstanceOf(AlreadyConsumedError)
  })
})

describe('the law of repeatable or loud', () => {
  it('catches an adapter that is silent the second time', async () => {
    const generator = [1, 2, 3].values()
    await expect(
      expectLoud(() => ({ [Symbol.iterator]: () => generator }), generator),
    ).rejects.toThrow('the second iteration gave 0 items and no error')
  })

  it('catches an adapter that gives less the second time', async () => {
    const generator = [1, 2, 3].values()
    await expect(
      expectRepeats(() => ({ [Symbol.iterator]: () => generator }), [1, 2, 3]),
    ).rejects.toThrow('the second iteration differs')
  })

  it('catches an adapter with an error of its own', async () => {
    let opened = false
    const once = {
      [Symbol.iterator]() {
        if (opened) throw new Error('again?')
        opened = true
        return [1, 2, 3].values()
      },
    }
    await expect(expectLoud(() => once, once)).rejects.toThrow('not an AlreadyConsumedError')
  })
})
