import { expect, it } from 'vitest'
import { countNexts, countOpen, emptyRun, type SourceRecord } from './record.ts'

it('countNexts adds up what all runs were asked for', () => {
  const record: SourceRecord = { name: 'the source', runs: [] }
  expect(countNexts(record)).toBe(0)
  record.runs.push({ ...emptyRun(), nexts: 2 }, emptyRun(), { ...emptyRun(), nexts: 3 })
  expect(countNexts(record)).toBe(5)
})

it('countOpen counts a run until it has ended, has failed or was closed', () => {
  const record: SourceRecord = {
    name: 'the source',
    runs: [
      emptyRun(),
      { ...emptyRun(), ended: 'done' },
      { ...emptyRun(), ended: 'failed' },
      { ...emptyRun(), returns: 1 },
      { ...emptyRun(), nexts: 7 },
    ],
  }
  expect(countOpen(record)).toBe(2)
})

it('every run has a record of its own', () => {
  const run = emptyRun()
  run.nexts++
  expect(emptyRun().nexts).toBe(0)
})
