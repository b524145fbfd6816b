import { expect, test } from 'vitest'
import { Execution } from '../kernel/execution.ts'
import { WAIT } from '../kernel/pull.ts'
import { recordedAsync } from '../testSupport.ts'
import { openTogether } from './openTogether.ts'

test('all are opened before one is asked, and all are told to close before one has closed', async () => {
  const events: string[] = []
  const sources = ['a', 'b'].map((name) => recordedAsync([1], events, name))
  const run = new Execution<never>((inner) => {
    for (const { pull } of openTogether(sources, inner)) pull()
    return () => WAIT
  }, 'async')
  expect(events).toEqual(['a opened', 'b opened', 'a asked', 'b asked'])
  await run.close()
  expect(events.slice(4).map((event) => event.slice(2))).toEqual([
    'closing',
    'closing',
    'closed',
    'closed',
  ])
})
