import { forEach, pipe, take, toArray } from '@rivulet/core'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { lines } from './lines.ts'
import {
  numberedLines,
  openFilesIn,
  outcomeOf,
  seesOpenFiles,
  temporaryFiles,
} from './testSupport.ts'

const { folder, at, write } = temporaryFiles()

describe.skipIf(!seesOpenFiles)('the files', () => {
  const many = numberedLines(20_000)
  mkdirSync(at('many'))
  for (const name of ['a.gz', 'b.gz', 'c.gz']) write(`many/${name}`, gzipSync(many))
  const glob = at('many/*.gz')

  test('are opened one at a time, in their order, and closed at the end', async () => {
    const seen = new Set<string>()
    let count = 0
    await pipe(
      lines(glob),
      forEach(() => {
        if (count++ % 1000 === 0) seen.add(openFilesIn(folder).join())
      }),
    )
    expect(count).toBe(60_000)
    expect([...seen].filter((open) => open !== '')).toEqual(
      ['a.gz', 'b.gz', 'c.gz'].map((name) => at(`many/${name}`)),
    )
    expect(openFilesIn(folder)).toEqual([])
  })

  test('are closed when the loop is left, in the first file or in a later one', async () => {
    for (const last of [1, 30_000]) {
      let count = 0
      for await (const _ of lines(glob)) if (++count === last) break
      expect(openFilesIn(folder)).toEqual([])
    }
  })

  test('are closed when enough lines are taken', async () => {
    expect(await pipe(lines(glob), take(1), toArray())).toEqual(['0 GET /0 0'])
    expect(openFilesIn(folder)).toEqual([])
  })

  test('are closed when a callback throws', async () => {
    const broken = new Error('broken')
    const pipeline = pipe(
      lines(glob),
      forEach(() => {
        throw broken
      }),
    )
    await expect(pipeline).rejects.toBe(broken)
    expect(openFilesIn(folder)).toEqual([])
  })

  test('are closed when one in the middle is corrupt', async () => {
    mkdirSync(at('corrupt'))
    write('corrupt/a.gz', gzipSync('a\n'))
    write('corrupt/b.gz', Buffer.concat([gzipSync('b\n').subarray(0, -8), Buffer.alloc(8)]))
    write('corrupt/c.gz', gzipSync('c\n'))
    const { items, error } = await outcomeOf(lines(at('corrupt/*')))
    expect(items).toEqual(['a', 'b'])
    expect(error).toMatchObject({ code: 'CORRUPT_INPUT', input: at('corrupt/b.gz') })
    expect(openFilesIn(folder)).toEqual([])
  })

  test('are closed when one is gone before its turn', async () => {
    mkdirSync(at('going'))
    for (const name of ['a', 'b', 'c']) write(`going/${name}`, `${name}\n`)
    const read: string[] = []
    const reading = pipe(
      lines(at('going/*')),
      forEach((line) => {
        read.push(line)
        if (line === 'a') rmSync(at('going/b'))
      }),
    )
    await expect(reading).rejects.toMatchObject({ code: 'ENOENT', path: at('going/b') })
    expect(read).toEqual(['a'])
    expect(openFilesIn(folder)).toEqual([])
  })

  test.skipIf(process.platform !== 'linux')(
    'are closed when one in the middle cannot be read',
    async () => {
      mkdirSync(at('unreadable'))
      for (const name of ['a', 'c']) write(`unreadable/${name}`, `${name}\n`)
      symlinkSync('/proc/self/mem', at('unreadable/b')) // it can be opened, also by root
      const { items, error } = await outcomeOf(lines(at('unreadable/*')))
      expect(items).toEqual(['a'])
      expect(error).toMatchObject({ code: 'EIO', path: at('unreadable/b') })
      expect(openFilesIn(folder)).toEqual([])
      expect(openFilesIn('/proc')).toEqual([])
    },
  )

  test('are not opened by a pipeline that is never iterated', async () => {
    const pipeline = pipe(lines(glob), take(5))
    expect(openFilesIn(folder)).toEqual([])
    const iterator = pipeline[Symbol.asyncIterator]()
    expect(openFilesIn(folder)).toEqual([])
    await iterator.return?.()
    expect(openFilesIn(folder)).toEqual([])
  })

  test('are closed when the signal is aborted, and its reason is the error', async () => {
    const controller = new AbortController()
    const reason = { why: 'enough' }
    let count = 0
    const pipeline = pipe(
      lines(glob, { signal: controller.signal }),
      forEach(() => {
        if (++count === 30_000) controller.abort(reason)
      }),
    )
    await expect(pipeline).rejects.toBe(reason)
    expect(count).toBe(30_000)
    expect(openFilesIn(folder)).toEqual([])
  })
})

test('a signal that is aborted already opens nothing, not even a folder', async () => {
  const signal = AbortSignal.abort('before')
  expect(await outcomeOf(lines(at('nowhere/*'), { signal }))).toEqual({
    items: [],
    error: 'before',
  })
})
