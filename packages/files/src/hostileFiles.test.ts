import { map, pipe, toArray } from '@rivulet/core'
import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HOSTILE_FILES, writeHostileFile } from './hostileFiles.ts'
import type { TruncatedInputError } from './inputErrors.ts'
import { lines } from './lines.ts'
import { openFilesIn, outcomeOf, temporaryFolder } from './testSupport.ts'

const folder = temporaryFolder()

function placeOf(error: unknown): object {
  const { code, input, offset } = error as TruncatedInputError
  return { code, input, offset }
}

describe('the outcome of a hostile file, on every Node', () => {
  test.each(HOSTILE_FILES.map((file) => [file.name, file] as const))(
    '%s',
    async (_, file) => {
      const path = writeHostileFile(folder, file)
      const { items, error } = await outcomeOf(lines(path))
      rmSync(path)
      expect(items.length).toBe(file.lines.length)
      expect(items).toEqual(file.lines)
      const place = error && placeOf(error)
      expect(place).toEqual(file.error && { ...file.error, input: path })
      expect(openFilesIn(folder)).toEqual([])
    },
    60_000,
  )
})

test('a line of 100 MB is one line where that is allowed', async () => {
  for (const name of ['no-newline-in-100-mb.log', 'no-newline-in-100-mb-after-a-line.log.gz']) {
    const file = HOSTILE_FILES.find((each) => each.name === name)
    if (!file) throw new Error(`there is no ${name}`)
    const path = writeHostileFile(folder, file)
    const whole = lines(path, { maxLineLength: 128 * 1024 * 1024 })
    const lengths = await pipe(
      whole,
      map((line) => line.length),
      toArray(),
    )
    rmSync(path)
    expect(lengths).toEqual([...file.lines.map((line) => line.length), 100 * 1024 * 1024])
  }
}, 60_000)
