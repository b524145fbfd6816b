import {
  CURSOR,
  filter,
  flatMap,
  fromBatches,
  mapAsync,
  pipe,
  range,
  toArray,
  withSignal,
  type Source,
} from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { asynchronous } from '../pipelines/asynchronous.ts'
import { sinksUnder, pipelinesUnder } from '../registry/index.ts'
import { asyncFlavours } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { endless } from '../sources/script.ts'
import { expectTimeoutStops } from './fair.ts'
import { expectAllClosedOnce } from './orderly.ts'

// The timeouts run at the same time: each has to stop its own pipeline among all the others.
describe.concurrent.each(asyncFlavours)(
  'a timeout stops, over $title without an end,',
  (flavour) => {
    it.each(pipelinesUnder('fair').filter(({ ends }) => !ends))(
      '$title behind which a filter lets nothing through',
      async (stage) => {
        const sources = new OpenedSources(flavour)
        const source = sources.play(endless(stage.endless ?? stage.input))
        await expectTimeoutStops((signal) =>
          pipe(
            stage.build(pipe(source, withSignal<never>(signal)), sources.inner) as Source<never>,
            filter(() => false),
            withSignal(signal),
            toArray(),
          ),
        )
        expectAllClosedOnce(sources.records)
      },
    )

    it.each(sinksUnder('fair').filter(({ ends }) => !ends))('$title', async (stage) => {
      const sources = new OpenedSources(flavour)
      const source = sources.play(endless(stage.endless ?? [1]))
      await expectTimeoutStops((signal) =>
        stage.build(pipe(source, withSignal<never>(signal)), sources.inner),
      )
      expectAllClosedOnce(sources.records)
    })
  },
)

function* ones(): Generator<number> {
  for (;;) yield 1
}

async function* counting(): AsyncGenerator<number> {
  for (let n = 0; ; n++) yield n
}

describe('a timeout stops', () => {
  it('an endless synchronous source in an async pipeline', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        range(0, Infinity),
        asynchronous(),
        withSignal(signal),
        filter(() => false),
        toArray(),
      ),
    )
  })

  it('a pipeline in which a filter lets nothing through', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        ones(),
        filter(() => false),
        asynchronous(),
        withSignal(signal),
        toArray(),
      ),
    )
  })

  it('a flatMap with an endless inner source before the signal', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        fromBatches(() => [['a']]),
        flatMap(() => range(0, Infinity)),
        withSignal(signal),
        filter(() => false),
        toArray(),
      ),
    )
  })

  it('a flatMap with an endless inner source after the signal', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        fromBatches(() => [['a']]),
        withSignal(signal),
        flatMap(() => range(0, Infinity)),
        filter(() => false),
        toArray(),
      ),
    )
  })

  it('a flatMap with empty arrays', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        range(0, Infinity),
        flatMap((): number[] => []),
        asynchronous(),
        withSignal(signal),
        toArray(),
      ),
    )
  })

  it('endless empty batches', async () => {
    const empty = fromBatches<number>(function* () {
      for (;;) yield []
    })
    await expectTimeoutStops((signal) => pipe(empty, withSignal(signal), toArray()))
  })

  it('endless empty batches of an async generator', async () => {
    const empty = fromBatches<number>(async function* () {
      for (;;) yield []
    })
    await expectTimeoutStops((signal) => pipe(empty, withSignal(signal), toArray()))
  })

  it('a foreign cursor that never waits', async () => {
    const tireless = {
      [Symbol.asyncIterator]: (): never => {
        throw new Error('what has a cursor is opened by it')
      },
      [CURSOR]: () => ({
        pull: () => 1,
        ready: async () => {},
        close: async () => {},
      }),
    }
    await expectTimeoutStops((signal) =>
      pipe(
        tireless,
        withSignal(signal),
        filter(() => false),
        toArray(),
      ),
    )
  })

  it('mapAsync without a limit whose callback needs no promise', async () => {
    await expectTimeoutStops((signal) =>
      pipe(
        range(0, Infinity),
        mapAsync((n) => n, { signal }),
        filter(() => false),
        toArray(),
      ),
    )
  })

  it('a loop over an endless synchronous source in an async pipeline', async () => {
    await expectTimeoutStops(async (signal) => {
      for await (const item of pipe(range(0, Infinity), asynchronous(), withSignal(signal)))
        void item
    })
  })

  it('a loop over an async generator that never does I/O', async () => {
    await expectTimeoutStops(async (signal) => {
      for await (const item of pipe(counting(), withSignal(signal))) void item
    })
  })
})

describe('the law of fairness', () => {
  it('catches a loop that never lets the event loop turn', async () => {
    // Bounded, or it would not come back: it gives up when a fair loop would have been stopped.
    await expect(
      expectTimeoutStops(async (signal) => {
        const until = performance.now() + 40
        while (!signal.aborted && performance.now() < until) await Promise.resolve()
        signal.throwIfAborted()
      }),
    ).rejects.toThrow('the pipeline ended before the timeout came through')
  })
})
