import { pipe, toArray } from '@rivulet/core'
import { lines } from '@rivulet/files'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAccessLogLine } from '../accessLog/parse.ts'
import { sampleLines, writeSampleLog } from './sampleLog.ts'

const sample = (seed: number): string[] => [...sampleLines(20, seed)]

test('sample lines are well-formed, and some of them are server errors', () => {
  const entries = [...sampleLines(2_000, 1)].map(parseAccessLogLine)
  expect(entries.every((entry) => entry !== undefined)).toBe(true)
  expect(
    entries.filter((entry) => entry !== undefined && entry.status >= 500).length,
  ).toBeGreaterThan(0)
})

test('the same seed gives the same lines, another one others', () => {
  expect(sample(7)).toEqual(sample(7))
  expect(sample(7)).not.toEqual(sample(8))
})

test('a written log holds the sample lines', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-log-'))
  try {
    const file = join(folder, 'sample.log.gz')
    await writeSampleLog(file, 3_000, 3)
    expect(await pipe(lines(file), toArray())).toEqual([...sampleLines(3_000, 3)])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
