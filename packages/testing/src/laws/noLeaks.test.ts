import { closeSync, openSync } from 'node:fs'
import { mapAsync, operator, pipe, withSignal, type Source } from '@rivulet/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { openFileDescriptors } from '../leaks/fileDescriptors.ts'
import { growthSince, holdings, type Holdings } from '../leaks/growth.ts'
import { collect, settleOutcome } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { pipelinesUnder, sinksUnder } from '../registry/index.ts'
import { flavours } from '../sources/flavour.ts'
import { OpenedSources } from '../sources/openedSources.ts'
import { failing, giving } from '../sources/script.ts'
import { expectNoLeaks } from './noLeaks.ts'

const RUNS = 10_000
const stages = pipelinesUnder('noLeaks')
const sinks = sinksUnder('noLeaks')

const ends: ((pipeline: Source) => Promise<unknown>)[] = [
  collect,
  async (pipeline) => {
    const iteration = walk(pipeline)
    // A stage that needs all of its source before its first item meets the source's error here.
    await settleOutcome(() => iteration.next())
    await iteration.return()
  },
  (pipeline) => walk(pipeline).return(),
]

/** Leaves a listener behind. */
function listening(signal: AbortSignal) {
  return operator((up) => {
    signal.addEventListener('abort', () => {})
    return up
  })
}

function at<T>(choices: readonly T[], index: number): T {
  return choices[index % choices.length] as T
}

/** Each time another stage, then another way out, then another source; every third source throws. */
async function runOne(signal: AbortSignal, index: number): Promise<void> {
  const stage = at(stages, index)
  const leave = at(ends, Math.floor(index / stages.length))
  const flavour = at(flavours, Math.floor(index / stages.length / ends.length))
  const sources = new OpenedSources(flavour)
  const script = index % 3 === 0 ? failing(stage.input, new Error('x')) : giving(stage.input)
  const stop = withSignal<never>(signal)
  const source = pipe(sources.play(script), stop)
  // The source may throw before there is a first item.
  await settleOutcome(() => leave(pipe(stage.build(source, sources.inner) as Source<never>, stop)))
}

let before: Holdings
beforeAll(() => {
  before = holdings()
})

describe(`${RUNS} runs on one signal leave nothing behind`, { timeout: 30_000 }, () => {
  it('over every kind of source, by every way out', async () => {
    await expectNoLeaks(RUNS, runOne)
  })

  it('with the signal as an option of mapAsync, whose callbacks reject', async () => {
    await expectNoLeaks(RUNS, (signal, index) =>
      collect(
        pipe(
          [1, 2, 3, 4],
          mapAsync(
            async (n) => {
              if (n % 2 === index % 2) throw new Error('x')
              return n
            },
            { concurrency: 3, signal },
          ),
        ),
      ),
    )
  })

  it('with a sink', async () => {
    await expectNoLeaks(RUNS, async (signal, index) => {
      const stage = at(sinks, index)
      const script = index % 3 === 0 ? failing(stage.input, new Error('x')) : giving(stage.input)
      const { source } = at(flavours, Math.floor(index / sinks.length)).open(script)
      await settleOutcome(() => stage.build(pipe(source, withSignal<never>(signal)), () => []))
    })
  })
})

// The last of its file, so that it sees what all the others left.
it('after all of them the process holds what it held before', async () => {
  expect(await growthSince(before)).toEqual([])
})

describe('the law of no leaks', () => {
  it('catches an operator that leaves a listener', async () => {
    await expect(
      expectNoLeaks(3, async (signal) => collect(pipe([1], listening(signal)))),
    ).rejects.toThrow('listeners were left on the signal')
  })

  it('catches an operator that leaves a rejection', async () => {
    const careless = operator((up) => {
      void Promise.reject(new Error('nobody handles this'))
      return up
    })
    await expect(expectNoLeaks(3, async () => collect(pipe([1], careless)))).rejects.toThrow(
      'rejections were left unhandled',
    )
  })

  it('catches an operator that leaves a timer', async () => {
    const timers: NodeJS.Timeout[] = []
    const ticking = operator((up) => {
      timers.push(setTimeout(() => {}, 60_000))
      return up
    })
    await expect(expectNoLeaks(3, async () => collect(pipe([1], ticking)))).rejects.toThrow(
      'timers, requests or files were left',
    )
    for (const timer of timers) clearTimeout(timer)
  })

  it.skipIf(openFileDescriptors() === undefined)('catches an open file', async () => {
    const opened: number[] = []
    await expect(
      expectNoLeaks(1, async () => opened.push(openSync(import.meta.filename, 'r'))),
    ).rejects.toThrow('timers, requests or files were left')
    for (const descriptor of opened) closeSync(descriptor)
  })
})
