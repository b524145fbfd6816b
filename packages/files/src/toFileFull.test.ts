import { pipe, range, map } from '@rivulet/core'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type * as promises from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { openFilesIn, temporaryFolder } from './testSupport.ts'
import { toFile } from './toFile.ts'

const disk = vi.hoisted(() => ({ room: 0, onFull: (): void => {} }))

// A disk on which there is only so much room: a write takes what there is, and the next one fails.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>()
  const limit = (handle: promises.FileHandle): promises.FileHandle => {
    const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<object>
    const limited = async (chunk: Buffer, from = 0) => {
      const length = Math.min(disk.room, chunk.length - from)
      disk.room -= length
      if (length > 0) return write(chunk, from, length)
      disk.onFull()
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }
    return Object.assign(handle, { write: limited })
  }
  const open = async (...all: Parameters<typeof real.open>) => limit(await real.open(...all))
  return { ...real, open }
})

const folder = temporaryFolder()
const path = join(folder, 'a.gz')
const old = gzipSync('old\n')
const numbers = pipe(range(0, 100_000), map(String))
beforeEach(() => {
  writeFileSync(path, old)
  disk.room = 1000
  disk.onFull = () => {}
})

test('on a disk that becomes full, the file stays as it was', async () => {
  await expect(pipe(numbers, toFile(path))).rejects.toMatchObject({ code: 'ENOSPC', path })
  expect(readFileSync(path)).toEqual(old)
  expect(readdirSync(folder)).toEqual(['a.gz'])
  expect(openFilesIn(folder)).toEqual([])
})

test('what was appended of a member goes, also that of the last write', async () => {
  const append = toFile(path, { append: true, compress: { format: 'gzip', level: 0 } })
  await expect(pipe(numbers, append)).rejects.toMatchObject({ code: 'ENOSPC', path })
  expect(readFileSync(path)).toEqual(old)
  expect(openFilesIn(folder)).toEqual([])
})

test('but not what somebody else has appended meanwhile', async () => {
  disk.onFull = () => appendFileSync(path, 'theirs')
  const append = toFile(path, { append: true, compress: 'gzip' })
  await expect(pipe(numbers, append)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(String(readFileSync(path).subarray(-6))).toBe('theirs')
})

test('without compression, what was appended stays', async () => {
  await expect(pipe(numbers, toFile(path, { append: true }))).rejects.toMatchObject({ path })
  expect(readFileSync(path).length).toBe(old.length + 1000)
})
