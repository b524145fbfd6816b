import { flatMap, forEach, map, openCursor, pipe, withSignal, type Source } from '@rivulet/core'
import { expect } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'

/** A way in which an iteration can end. */
export interface WayOut {
  /** Stands after "when". */
  readonly title: string
  /** Opens the pipeline and leaves it that way; resolves when the pipeline says that it is over. */
  leave(pipeline: Source): Promise<unknown>
}

const error = new Error('on the way out')
const fail = (): never => {
  throw error
}

/** The ways that work over any source, also over an endless one. */
export const waysOut: readonly WayOut[] = [
  {
    title: 'the consumer breaks after the first item',
    async leave(pipeline) {
      const iteration = walk(pipeline)
      await iteration.next()
      await iteration.return()
    },
  },
  {
    title: 'a loop breaks after three items',
    async leave(pipeline) {
      let count = 0
      for await (const item of pipeline) {
        void item
        if (++count === 3) break
      }
    },
  },
  {
    title: 'the body of a loop throws',
    async leave(pipeline) {
      let caught: unknown
      try {
        for await (const item of pipeline) fail.call(item)
      } catch (thrown) {
        caught = thrown
      }
      expect([undefined, error]).toContain(caught)
    },
  },
  {
    title: 'it is returned twice',
    async leave(pipeline) {
      const iteration = walk(pipeline)
      await iteration.next()
      await Promise.all([iteration.return(), iteration.return()])
      await iteration.next()
    },
  },
  {
    title: 'it was opened and never pulled',
    leave: (pipeline) => walk(pipeline).return(),
  },
  {
    title: 'it was opened as a cursor and never pulled',
    leave: (pipeline) => openCursor(pipeline).close(),
  },
  {
    title: 'a callback after it throws',
    leave: (pipeline) => collect(pipe(pipeline, map(fail))),
  },
  {
    title: 'an operator after it throws on the third item',
    leave: (pipeline) =>
      collect(
        pipe(
          pipeline,
          flatMap((item, index) => (index === 2 ? fail() : [item])),
        ),
      ),
  },
  {
    title: 'a sink after it throws',
    async leave(pipeline) {
      try {
        await pipe(pipeline, forEach(fail))
      } catch (thrown) {
        expect(thrown).toBe(error)
      }
    },
  },
  {
    title: 'a signal after it is aborted',
    async leave(pipeline) {
      const controller = new AbortController()
      const iteration = walk(pipe(pipeline, withSignal(controller.signal)))
      await iteration.next()
      controller.abort(error)
      // Over already, if the first answer was its end.
      await iteration.next().catch((thrown: unknown) => expect(thrown).toBe(error))
    },
  },
  {
    title: 'a signal after it was aborted before',
    async leave(pipeline) {
      const outcome = await collect(pipe(pipeline, withSignal(AbortSignal.abort(error))))
      expect(outcome).toEqual({ items: [], failed: true, error })
    },
  },
]
