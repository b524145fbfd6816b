import { concat, flatMap, pipe, type Source } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { walk } from '../pipelines/walk.ts'
import { callbacksUnder, pipelinesUnder } from '../registry/index.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { overAsync, overBatches, overCursor, overSync, overSyncInFlow } from '../sources/flavour.ts'
import { endless, failingCleanup, giving, slowCleanup } from '../sources/script.ts'
import { turns } from '../turns.ts'
import { brokenStage } from './brokenStage.ts'
import {
  aborting,
  breaking,
  expectCallbackErrorFirst,
  expectCallbackErrorWaits,
  expectFirstError,
  expectWaits,
  throwing,
} from './waitForCleanup.ts'

const first = new Error('first')
const late = new Error('from the cleanup')

// A stage that delivers nothing has no loop body to leave from.
const stages = pipelinesUnder('waitForCleanup').filter(({ output }) => output.length > 0)

describe.each([overAsync, overCursor, overBatches])('over $title', (flavour) => {
  describe.each(stages)('$title waits for the cleanup', (stage) => {
    it('when a loop breaks', async () => {
      await expectWaits(stage, flavour, breaking)
    })

    it('when the body of a loop throws', async () => {
      await expectWaits(stage, flavour, throwing(first))
    })

    it('when a signal is aborted', async () => {
      await expectWaits(stage, flavour, aborting(first))
    })
  })

  it.each(callbacksUnder('waitForCleanup'))(
    'the error of $title comes after the cleanup',
    async (callback) => {
      await expectCallbackErrorWaits(callback, flavour, callback.isSink)
    },
  )
})

describe.each([overSync, overSyncInFlow, overAsync, overCursor, overBatches])(
  'over $title whose cleanup fails',
  (flavour) => {
    describe.each(stages)('$title', (stage) => {
      it.each([late, undefined, null, 'late'])(
        'lets %o surface when a loop breaks',
        async (error) => {
          await expectFirstError(stage, flavour, breaking, error, error)
        },
      )

      it('lets the error of the loop win', async () => {
        await expectFirstError(stage, flavour, throwing(first), late, first)
      })

      it('lets the reason of an abort win', async () => {
        await expectFirstError(stage, flavour, aborting(first), late, first)
      })
    })

    it.each(callbacksUnder('waitForCleanup'))('the error of $title wins', async (callback) => {
      await expectCallbackErrorFirst(callback, flavour, callback.isSink)
    })
  },
)

describe('several sources', () => {
  it('are closed one after the other, the inner one first', async () => {
    const inner = slowCleanup([1])
    const outer = slowCleanup([1])
    const outerSource = asyncSource(outer)
    const innerSource = asyncSource(inner)
    const iteration = walk(
      pipe(
        outerSource,
        flatMap(() => innerSource),
      ),
    )
    await iteration.next()
    const leaving = iteration.return()
    await inner.begun.promise
    await turns()
    expect(outerSource.record.runs.map(({ returns }) => returns)).toEqual([0])
    inner.finish.open()
    await outer.begun.promise
    expect(innerSource.record.runs.map(({ cleanup }) => cleanup)).toEqual(['over'])
    outer.finish.open()
    await leaving
    expect(outerSource.record.runs.map(({ cleanup }) => cleanup)).toEqual(['over'])
  })

  it('are all closed when the cleanup of one fails, and its error surfaces', async () => {
    const outer = asyncSource(endless())
    const inner = asyncSource(failingCleanup(late))
    const iteration = walk(
      pipe(
        outer,
        flatMap(() => inner),
      ),
    )
    await iteration.next()
    await expect(iteration.return()).rejects.toBe(late)
    expect(outer.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('give the first of the errors of their cleanups', async () => {
    const outer = asyncSource(failingCleanup(new Error('from the outer source')))
    const inner = asyncSource(failingCleanup(late))
    const iteration = walk(
      pipe(
        outer,
        flatMap(() => inner),
      ),
    )
    await iteration.next()
    await expect(iteration.return()).rejects.toBe(late)
  })

  it('of concat are not opened before their turn, and not closed after it', async () => {
    const sources = [asyncSource(giving([1])), asyncSource(giving([2])), asyncSource(giving([3]))]
    const iteration = walk(concat(...sources))
    await iteration.next()
    await iteration.next()
    await iteration.return()
    expect(sources.map(({ record }) => record.runs.map(({ returns }) => returns))).toEqual([
      [0],
      [1],
      [],
    ])
  })
})

describe('the law of waiting for cleanup', () => {
  const left = { value: undefined, done: true } as const

  function withReturn(source: Source, close: (iterator: AsyncIterator<unknown>) => unknown) {
    return {
      [Symbol.asyncIterator]() {
        const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]()
        return {
          next: () => iterator.next(),
          async return() {
            await close(iterator)
            return left
          },
        }
      },
    }
  }

  it('catches an adapter that closes and does not wait', async () => {
    const hasty = brokenStage((source) =>
      withReturn(source, (iterator) => {
        void iterator.return?.()
      }),
    )
    await expect(expectWaits(hasty, overAsync, breaking)).rejects.toThrow(
      'the consumer went on before the cleanup was over',
    )
  })

  it('catches an adapter that swallows the error of the cleanup', async () => {
    const silent = brokenStage((source) =>
      withReturn(source, (iterator) => iterator.return?.().catch(() => {})),
    )
    await expect(expectFirstError(silent, overAsync, breaking, late, late)).rejects.toThrow(
      'the error of the cleanup was lost',
    )
  })

  it('catches an adapter that lets the later error win', async () => {
    const confused = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]()
        for await (const item of {
          [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }),
        }) {
          yield item
        }
      },
    }))
    const leave = async (pipeline: Source, nth: number) => {
      const outcome = await throwing(first)(pipeline, nth)
      return { ...outcome, error: late }
    }
    await expect(expectFirstError(confused, overAsync, leave, late, first)).rejects.toThrow(
      'a later error won',
    )
  })
})
