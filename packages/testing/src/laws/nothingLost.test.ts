import { pipe } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { callbacksUnder, pipelinesUnder, sinksUnder } from '../registry/index.ts'
import { flavours, overAsync, overSync } from '../sources/flavour.ts'
import { brokenStage } from './brokenStage.ts'
import {
  expectErrorAfterItems,
  expectErrorFromCallback,
  expectErrorFromSink,
} from './nothingLost.ts'

const errors: readonly unknown[] = [
  new Error('thrown'),
  undefined,
  null,
  'thrown',
  0,
  Symbol('thrown'),
]

describe.each(flavours)('over $title that throws', (flavour) => {
  describe.each(pipelinesUnder('nothingLost'))('$title delivers everything before', (stage) => {
    it.each(errors)('%o, and then that', async (error) => {
      await expectErrorAfterItems(stage, flavour, error)
    })
  })

  describe.each(sinksUnder('nothingLost'))('$title gives', (stage) => {
    it.each(errors)('%o', async (error) => {
      await expectErrorFromSink(stage, flavour, error)
    })
  })
})

describe.each(flavours)('over $title', (flavour) => {
  describe.each(callbacksUnder('nothingLost'))('what $title throws', (callback) => {
    it.each(errors)('comes after all before it, unchanged: %o', async (error) => {
      await expectErrorFromCallback(callback, flavour, callback.isSink, 1, error)
      await expectErrorFromCallback(callback, flavour, callback.isSink, 3, error)
    })
  })
})

describe('the law that nothing is lost', () => {
  it('catches an adapter that lets the error overtake items', async () => {
    const buffering = brokenStage((source) =>
      pipe(source as Iterable<unknown>, function* (items) {
        yield* Array.from(items)
      }),
    )
    await expect(expectErrorAfterItems(buffering, overSync, new Error('x'))).rejects.toThrow(
      'an item before the error was lost',
    )
  })

  it('catches an adapter that takes a falsy error for none', async () => {
    const careless = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        try {
          yield* source
        } catch (error) {
          if (error) throw error
        }
      },
    }))
    await expect(expectErrorAfterItems(careless, overAsync, undefined)).rejects.toThrow(
      'the error was lost',
    )
  })

  it('catches an adapter that wraps the error', async () => {
    const wrapping = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        try {
          yield* source
        } catch (error) {
          throw new Error('wrapped', { cause: error })
        }
      },
    }))
    await expect(expectErrorAfterItems(wrapping, overAsync, 'thrown')).rejects.toThrow(
      'the error is not the one that was thrown',
    )
  })
})
