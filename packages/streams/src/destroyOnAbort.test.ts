import { map, pipe, toArray } from '@rivulet/core'
import { getEventListeners, once } from 'node:events'
import { Writable, type Duplex, type Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { recorded, rejection, turns } from './testSupport.ts'
import { toReadable } from './toReadable.ts'
import { toTransform } from './toTransform.ts'
import { toWritable } from './toWritable.ts'
import { writeTo } from './writeTo.ts'

const reason = new Error('stop')

/** What Node warns of while something runs. */
async function warningsOf(run: () => Promise<void>): Promise<Error[]> {
  const warnings: Error[] = []
  const onWarning = (warning: Error): void => void warnings.push(warning)
  process.on('warning', onWarning)
  await run()
  await turns()
  process.off('warning', onWarning)
  return warnings
}

const kinds: Record<string, (signal: AbortSignal) => Readable | Writable | Duplex> = {
  toReadable: (signal) => toReadable(recorded([1], { stuck: true }), { signal }),
  toTransform: (signal) => toTransform(map(String), { signal }),
  toWritable: (signal) => toWritable(toArray(), { signal }),
}

test.each(Object.entries(kinds))(
  'a hundred streams of `%s` on one signal are no leak for Node, and all hear of its abort',
  async (_, make) => {
    const controller = new AbortController()
    const { signal } = controller
    const warnings = await warningsOf(async () => {
      const streams = Array.from({ length: 100 }, () => make(signal))
      const errors = streams.map(async (stream) => once(stream, 'error'))
      expect(getEventListeners(signal, 'abort').length).toBe(1)
      controller.abort(reason)
      for (const [error] of await Promise.all(errors)) expect(error).toBe(reason)
    })
    expect(warnings).toEqual([])
    expect(getEventListeners(signal, 'abort')).toEqual([])
  },
)

test('nor are a hundred runs of `writeTo`', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const warnings = await warningsOf(async () => {
    const runs = Array.from({ length: 100 }, async () => {
      const stuck = new Writable({ objectMode: true, write() {} })
      return rejection(pipe(recorded([1], { stuck: true }), writeTo(stuck, { signal })))
    })
    await turns()
    controller.abort(reason)
    for (const error of await Promise.all(runs)) expect(error).toBe(reason)
  })
  expect(warnings).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
