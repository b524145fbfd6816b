import { DONE, noItem, operator, pipe, type Run } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { callbacksUnder, pipelinesUnder, sinksUnder } from '../registry/index.ts'
import { flavours, overAsync, overSync } from '../sources/flavour.ts'
import { brokenStage } from './brokenStage.ts'
import {
  expectClosedAtTheEnd,
  expectClosedBySink,
  expectClosedWhenCallbackThrows,
  expectClosedWhenLeft,
  expectNotClosedAfterItsError,
} from './closeOnce.ts'
import { waysOut } from './wayOut.ts'

describe.each(flavours)('over $title', (flavour) => {
  describe.each(pipelinesUnder('closeOnce'))('$title closes every source exactly once', (stage) => {
    it.each(waysOut)('when $title', async (wayOut) => {
      await expectClosedWhenLeft(stage, flavour, wayOut)
    })

    it('when it ends', async () => {
      await expectClosedAtTheEnd(stage, flavour)
    })

    it('when the source throws', async () => {
      await expectNotClosedAfterItsError(stage, flavour, false)
    })
  })

  describe.each(sinksUnder('closeOnce'))('$title closes every source exactly once', (stage) => {
    it('when it gives its result', async () => {
      await expectClosedBySink(stage, flavour)
    })

    it('when the source throws', async () => {
      await expectNotClosedAfterItsError(stage, flavour, true)
    })
  })

  describe.each(callbacksUnder('closeOnce'))('every source is closed once', (callback) => {
    it.each([1, 3])(`when ${callback.title} throws at call %i`, async (call) => {
      await expectClosedWhenCallbackThrows(callback, flavour, callback.isSink, call)
    })
  })
})

describe('the law of closing once', () => {
  const breaks = waysOut[0]
  if (breaks === undefined) throw new Error('there is no way out')

  it('catches an adapter that closes twice', async () => {
    const twice = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        const iterator = (source as AsyncIterable<unknown>)[Symbol.asyncIterator]()
        try {
          for (;;) yield (await iterator.next()).value
        } finally {
          await iterator.return?.()
          await iterator.return?.()
        }
      },
    }))
    await expect(expectClosedWhenLeft(twice, overAsync, breaks)).rejects.toThrow(
      'the source was closed 2 times',
    )
  })

  it('catches an operator that leaves an inner source open', async () => {
    const leaky = brokenStage((source, inner) => {
      const iterator = (inner([1, 2, 3]) as Iterable<unknown>)[Symbol.iterator]()
      return pipe(
        source,
        operator((up) => () => {
          const item = up()
          return noItem(item) ? item : iterator.next().value
        }),
      )
    })
    await expect(expectClosedWhenLeft(leaky, overSync, breaks)).rejects.toThrow(
      'an inner source was closed 0 times',
    )
  })

  it('catches an adapter that closes a source which has ended', async () => {
    const eager = brokenStage((source) => ({
      *[Symbol.iterator]() {
        const iterator = (source as Iterable<unknown>)[Symbol.iterator]()
        for (let step = iterator.next(); !step.done; step = iterator.next()) yield step.value
        iterator.return?.()
      },
    }))
    await expect(expectClosedAtTheEnd(eager, overSync)).rejects.toThrow(
      'the source was closed although it had ended by itself',
    )
  })

  it('catches an operator that goes on behind a closed run', async () => {
    const stubborn = brokenStage((source) => {
      const iterator = (source as Iterable<unknown>)[Symbol.iterator]()
      return pipe(
        [1],
        operator((_up: unknown, run: Run) => {
          run.defer(() => {
            iterator.return?.()
            iterator.next()
          })
          return () => {
            const step = iterator.next()
            return step.done ? DONE : step.value
          }
        }),
      )
    })
    await expect(expectClosedWhenLeft(stubborn, overSync, breaks)).rejects.toThrow(
      'the source saw 1 next() calls after return()',
    )
  })
})
