import { expect, it } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { walk } from '../pipelines/walk.ts'
import { overSync } from './flavour.ts'
import { OpenedSources } from './openedSources.ts'
import { countOpen } from './record.ts'
import { endless, giving } from './script.ts'

it('keeps the records of all sources that it has made, outer and inner ones, in their order', async () => {
  const sources = new OpenedSources(overSync)
  const outer = sources.play(endless(), 'letters')
  const inner = sources.inner([1, 2])
  sources.play(giving([]))
  expect(await collect(inner)).toMatchObject({ items: [1, 2], failed: false })
  await walk(outer).next()
  expect(sources.records.map(({ name }) => name)).toEqual([
    'letters',
    'an inner source',
    'the source',
  ])
  expect(sources.records.map(countOpen)).toEqual([1, 0, 0])
})
