import {
  concat,
  flatMap,
  mapAsync,
  openCursor,
  pipe,
  take,
  toArray,
  withSignal,
} from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { latch } from '../latch.ts'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { pipelinesUnder, sinksUnder } from '../registry/index.ts'
import { asyncSource } from '../sources/asyncSource.ts'
import { hangingFlavours, overAsync } from '../sources/flavour.ts'
import { endless, giving, hanging } from '../sources/script.ts'
import { turns } from '../turns.ts'
import { brokenStage } from './brokenStage.ts'
import {
  expectAbortSettles,
  expectCloseSettles,
  expectReturnSettles,
  expectSinkAborts,
} from './nothingHangs.ts'

const reasons: readonly unknown[] = [new Error('enough'), 'enough', null, undefined]

// Concurrent: a source that never answers is given a moment before it is given up.
describe.concurrent.each(hangingFlavours)('over $title that hangs', (flavour) => {
  describe.each(pipelinesUnder('nothingHangs'))('$title', (stage) => {
    it('settles return() and the pending next()', async () => {
      await expectReturnSettles(stage, flavour)
    })

    it('settles close() and the pending ready() of a cursor', async () => {
      await expectCloseSettles(stage, flavour)
    })

    it.each(reasons)('ends with the reason %o of a signal after it', async (reason) => {
      await expectAbortSettles(stage, flavour, 'after', reason)
    })

    it.each(reasons)('ends with the reason %o of a signal before it', async (reason) => {
      await expectAbortSettles(stage, flavour, 'before', reason)
    })
  })

  describe.each(sinksUnder('nothingHangs'))('$title', (stage) => {
    it.each(reasons)('ends with the reason %o of a signal', async (reason) => {
      await expectSinkAborts(stage, flavour, reason)
    })
  })
})

describe('abort reaches a pipeline', () => {
  it('through mapAsync, whose callbacks are all under way', async () => {
    const controller = new AbortController()
    const called = latch()
    const result = pipe(
      asyncSource(endless()),
      withSignal(controller.signal),
      mapAsync(() => {
        called.open()
        return new Promise<never>(() => {})
      }),
      toArray(),
    )
    await called.promise
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
  })

  it('through mapAsync with room for more, while a callback is under way', async () => {
    const controller = new AbortController()
    const source = hanging([1])
    const result = pipe(
      asyncSource(source),
      withSignal(controller.signal),
      mapAsync(() => new Promise<never>(() => {}), { concurrency: 2 }),
      toArray(),
    )
    await source.hung.promise
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
  })

  it('through flatMap, while an inner source hangs', async () => {
    const controller = new AbortController()
    const inner = hanging([1])
    const innerSource = asyncSource(inner)
    const outer = asyncSource(endless())
    const result = pipe(
      outer,
      withSignal(controller.signal),
      flatMap(() => innerSource),
      toArray(),
    )
    await inner.hung.promise
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
    expect(outer.record.runs.map(({ returns }) => returns)).toEqual([1])
    expect(innerSource.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('by the signal of mapAsync, while a callback is under way', async () => {
    const controller = new AbortController()
    const called = latch()
    const source = asyncSource(endless())
    const result = pipe(
      source,
      mapAsync(
        () => {
          called.open()
          return new Promise<never>(() => {})
        },
        { signal: controller.signal },
      ),
      toArray(),
    )
    await called.promise
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(result).rejects.toBe(reason)
    expect(source.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('and aborts the signal that a callback of mapAsync was given', async () => {
    const controller = new AbortController()
    const called = latch<AbortSignal>()
    const result = pipe(
      asyncSource(endless()),
      mapAsync((_item, _index, { signal }) => {
        called.open(signal)
        return new Promise<never>(() => {})
      }),
      withSignal(controller.signal),
      toArray(),
    )
    const signal = await called.promise
    controller.abort()
    await expect(result).rejects.toBe(controller.signal.reason)
    expect(signal.aborted).toBe(true)
  })
})

describe('return() settles', () => {
  it('while an async generator is pending for ever', async () => {
    const asked = latch()
    const iteration = walk(
      pipe(
        (async function* () {
          asked.open()
          await new Promise(() => {})
          yield 1
        })(),
      ),
    )
    const pending = iteration.next()
    await asked.promise
    await iteration.return()
    expect(await pending).toEqual({ value: undefined, done: true })
  })

  it('while the source of a generator function is pending for ever, and closes it', async () => {
    const script = hanging([])
    const source = asyncSource(script)
    const iteration = walk(
      pipe(source, async function* (all: AsyncIterable<unknown>) {
        yield* all
      }),
    )
    const pending = iteration.next()
    await script.hung.promise
    await iteration.return()
    await pending
    expect(source.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('while the second source of concat is pending for ever', async () => {
    const script = hanging([])
    const second = asyncSource(script)
    const iteration = walk(concat(asyncSource(giving([1])), second))
    await iteration.next()
    const pending = iteration.next()
    await script.hung.promise
    await iteration.return()
    await pending
    expect(second.record.runs.map(({ returns }) => returns)).toEqual([1])
  })

  it('when a source that hangs was never asked for anything', async () => {
    const source = asyncSource(hanging([]))
    expect(await collect(pipe(source, take(0)))).toEqual({
      items: [],
      failed: false,
      error: undefined,
    })
    expect(source.record.runs.map(({ returns }) => returns)).toEqual([1])
  })
})

describe('close() of a cursor settles', () => {
  it('every ready() that is pending, not only the last', async () => {
    const script = hanging([])
    const cursor = openCursor(asyncSource(script))
    cursor.pull()
    const first = cursor.ready()
    const second = cursor.ready()
    await cursor.close()
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
  })

  it('a ready() that is asked for afterwards', async () => {
    const script = hanging([])
    const cursor = openCursor(asyncSource(script))
    cursor.pull()
    const pending = cursor.ready()
    await cursor.close()
    await pending
    await expect(cursor.ready()).resolves.toBeUndefined()
  })
})

describe('the law that nothing hangs', () => {
  it('catches an adapter whose return() waits for the pending next()', async () => {
    const queueing = brokenStage((source) =>
      (async function* () {
        yield* source
      })(),
    )
    let settled = false
    const check = expectReturnSettles(queueing, overAsync).finally(() => {
      settled = true
    })
    check.catch(() => {})
    await turns()
    expect(settled).toBe(false)
  })

  it('catches an operator that wraps the reason', async () => {
    const wrapping = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        try {
          yield* source
        } catch (error) {
          throw new Error('wrapped', { cause: error })
        }
      },
    }))
    await expect(
      expectAbortSettles(wrapping, overAsync, 'before', new Error('enough')),
    ).rejects.toThrow('the reason is not the one given')
  })

  it('catches an operator that swallows the abort', async () => {
    const swallowing = brokenStage((source) => ({
      async *[Symbol.asyncIterator]() {
        try {
          yield* source
        } catch {}
      },
    }))
    await expect(
      expectAbortSettles(swallowing, overAsync, 'before', new Error('enough')),
    ).rejects.toThrow('the pipeline ended as if nothing had happened')
  })
})
