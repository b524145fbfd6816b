import { map, pipe, take, toArray } from '@rivulet/core'
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, rmSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { CheckpointError } from './inputErrors.ts'
import type { Checkpoint } from './line.ts'
import { lines } from './lines.ts'
import {
  gzipMember,
  inPieces,
  numberedLines,
  openFilesIn,
  outcomeOf,
  temporaryFiles,
} from './testSupport.ts'

const { folder, at, write } = temporaryFiles()

const plain = write('plain.txt', 'one\ntwo\r\nthree')
const gzipped = write('gzipped.txt.gz', gzipMember('four\nfive\n', { name: 'gzipped.txt' }))

describe('a position', () => {
  const all = async (options = {}): Promise<unknown[]> =>
    pipe(
      lines([plain, gzipped], { position: true, ...options }),
      map((line) => ({ ...line })),
      toArray(),
    )

  test('tells the file, the number of the line in it, and its offset in the uncompressed bytes', async () => {
    expect(await all()).toEqual([
      { text: 'one', file: plain, line: 1, offset: 0 },
      { text: 'two', file: plain, line: 2, offset: 4 },
      { text: 'three', file: plain, line: 3, offset: 9 },
      { text: 'four', file: gzipped, line: 1, offset: 0 },
      { text: 'five', file: gzipped, line: 2, offset: 5 },
    ])
  })

  test('names a file by its URL if that is what was given, and a source not at all', async () => {
    const url = pathToFileURL(plain)
    const [first] = await pipe(lines(url, { position: true }), take(1), toArray())
    expect(first).toMatchObject({ file: url.href, checkpoint: { file: url.href } })
    const [nameless] = await pipe(lines([Buffer.from('x')], { position: true }), toArray())
    expect(nameless?.file).toBe(undefined)
  })
})

describe('a checkpoint', () => {
  const text = `\uFEFF${numberedLines(3000)}für €\r\nlast`
  mkdirSync(at('resumed'))
  write('resumed/a.log', text)
  write('resumed/b.log.gz', gzipMember(text, { name: 'b' }))
  write('resumed/c.log', 'end\n')
  const input = at('resumed/*')

  const positions = async (checkpoint?: Checkpoint): Promise<Checkpoint[]> =>
    pipe(
      lines(input, { position: true, checkpoint }),
      map(({ file, line, offset }) => ({ file, line, offset })),
      toArray(),
    )

  test('goes on behind its line, in files that are compressed and in those that are not', async () => {
    const whole = await positions()
    const checkpoints = await pipe(
      lines(input, { position: true }),
      map(({ checkpoint }) => JSON.stringify(checkpoint)),
      toArray(),
    )
    expect(whole).toHaveLength(6005)
    for (const index of [0, 1, 1500, 3000, 3001, 3002, 5000, 6003, 6004]) {
      const rest = await positions(JSON.parse(checkpoints[index] ?? '') as Checkpoint)
      expect(rest).toEqual(whole.slice(index + 1))
    }
  })

  test('of a source of bytes leaves out what precedes it, wherever chunks end', async () => {
    const chunks = inPieces(gzipSync('one\ntwo\nthree\n'), 3)
    const [first] = await pipe(lines(chunks, { position: true }), take(1), toArray())
    const checkpoint = first?.checkpoint
    expect(await outcomeOf(lines(chunks, { checkpoint }))).toEqual({ items: ['two', 'three'] })
    const pieces = inPieces(Buffer.from('one\ntwo\nthree\n'), 1)
    expect(await outcomeOf(lines(pieces, { checkpoint }))).toEqual({ items: ['two', 'three'] })
  })

  test('lets a file that has grown be read on', async () => {
    const growing = write('growing.log', 'one\n')
    const [first] = await pipe(lines(growing, { position: true }), toArray())
    appendFileSync(growing, 'two\n')
    const rest = lines(growing, { position: true, checkpoint: first?.checkpoint })
    expect((await pipe(rest, toArray())).map((line) => ({ ...line }))).toEqual([
      { text: 'two', file: growing, line: 2, offset: 4 },
    ])
  })

  test('does not open the files in front of its own', async () => {
    const checkpoint = { file: gzipped, offset: 5, line: 2 }
    const rest = lines([at('nowhere'), gzipped], { checkpoint })
    expect(await outcomeOf(rest)).toEqual({ items: ['five'] })
  })

  test.each([
    ['is not compressed', () => write('cut.log', 'one\n'), 4],
    ['is compressed', () => write('cut.log.gz', gzipSync('one\n')), 4],
    ['has nothing left', () => write('empty.log', ''), 0],
  ])('behind the end of a file that %s is an error that tells the place', async (_, make, size) => {
    const file = make()
    const { items, error } = await outcomeOf(
      lines([file, plain], { checkpoint: { file, offset: 1000, line: 9 } }),
    )
    expect(items).toEqual([])
    expect(error).toBeInstanceOf(CheckpointError)
    expect(error).toMatchObject({ code: 'CHECKPOINT', input: file, offset: 1000 })
    expect(String(error)).toContain(`has only ${size} bytes: the checkpoint is at byte 1000`)
    expect(openFilesIn(folder)).toEqual([])
  })

  test('behind the end is the same error where the format is told', async () => {
    for (const format of ['none', 'gzip'] as const) {
      const file = write('told.gz', gzipSync('one\n'))
      const rest = lines(file, { format, checkpoint: { file, offset: 1000, line: 9 } })
      expect(await outcomeOf(rest)).toMatchObject({ items: [], error: { code: 'CHECKPOINT' } })
    }
  })

  test.skipIf(process.platform === 'win32')('of a plain file reads nothing before it', async () => {
    const file = write('sparse.log', '')
    const offset = 2 ** 36 // to read so much would take minutes
    truncateSync(file, offset)
    appendFileSync(file, 'one\n')
    const rest = lines(file, { checkpoint: { file, offset, line: 2 } })
    expect(await outcomeOf(rest)).toEqual({ items: ['one'] })
    rmSync(file)
  })

  test.runIf(existsSync('/proc/self/status'))(
    'of a file whose size the system does not tell leaves out what precedes it',
    async () => {
      const file = '/proc/self/status'
      for (const format of ['auto', 'none'] as const) {
        const whole = lines(file, { format, position: true })
        const [first, second] = await pipe(whole, take(2), toArray())
        const rest = lines(file, { format, checkpoint: first?.checkpoint })
        expect(await pipe(rest, take(1), toArray())).toEqual([second?.text])
      }
    },
  )

  test.skipIf(process.platform === 'win32')(
    'of a named pipe leaves out what precedes it',
    async () => {
      const file = at('pipe')
      execFileSync('mkfifo', [file])
      const rest = lines(file, { checkpoint: { file, offset: 4, line: 2 } })
      const reading = outcomeOf(rest)
      const writer = await open(file, 'w')
      await writer.write('one\ntwo\n')
      await writer.close()
      expect(await reading).toEqual({ items: ['two'] })
    },
  )

  test('of a file that is not there any more is an error', async () => {
    const checkpoint = { file: at('gone.log'), offset: 1, line: 1 }
    const { error } = await outcomeOf(lines(plain, { checkpoint }))
    expect(String(error)).toBe(
      `CheckpointError: ${at('gone.log')} is not among the files: the checkpoint is at byte 1`,
    )
  })
})

test('a checkpoint of a file is refused at the call for a source of bytes, and a place that cannot be', () => {
  const checkpoint = { file: 'a', offset: 1, line: 1 }
  expect(() => lines([Buffer.of(1)], { checkpoint })).toThrow('checkpoint must name no file')
  expect(() => lines('a', { checkpoint: { ...checkpoint, line: 0 } })).toThrow(RangeError)
})
