import { forEach, pipe, take, toArray, type Flow } from '@rivulet/core'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { follow, type FollowOptions } from './follow.ts'
import type { Checkpoint } from './line.ts'
import { MOST_OPENED } from './openNewer.ts'
import {
  asUser,
  openFilesIn,
  outcomeOf,
  seesOpenFiles,
  temporaryFolder,
  turn,
} from './testSupport.ts'

vi.setConfig({ testTimeout: 30_000 }) // the threads of a busy machine let each look wait

const folder = temporaryFolder()
let path: string
let tests = 0
beforeEach(() => {
  path = join(folder, String(tests++), 'web.log')
  mkdirSync(join(path, '..'))
  chmodSync(folder, 0o755)
  chmodSync(join(path, '..'), 0o777)
})

/** Follows from the start and without lingering, unless the test says otherwise. */
function following(options: FollowOptions & { position?: false } = {}): Flow<string> {
  return follow(path, { from: 'start', linger: 0, poll: 20, ...options })
}

/** So many lines, and then no more. */
function some(count: number, options?: FollowOptions & { position?: false }): Promise<string[]> {
  return pipe(following(options), take(count), toArray())
}

/** Resolves when the follower has looked, has read what was there, and waits for more. */
async function idle(): Promise<void> {
  let active: string[]
  do {
    await turn()
    active = process.getActiveResourcesInfo()
  } while (!active.includes('FSEventWrap') || active.includes('FSReqPromise'))
}

/** Resolves when so many files are open that are or were called `path`. */
async function untilOpen(count: number): Promise<void> {
  if (!seesOpenFiles) return
  while (openFilesIn(path).length < count) await turn()
}

/** An iterator that waits for its first line. */
async function begun(lines: Flow<string>) {
  const iterator = lines[Symbol.asyncIterator]()
  const first = iterator.next()
  await idle()
  return { iterator, first }
}

describe('what is followed', () => {
  test('comes as it is written, a line when its newline is there', async () => {
    writeFileSync(path, 'one\ntw')
    const lines = following()[Symbol.asyncIterator]()
    expect(await lines.next()).toEqual({ done: false, value: 'one' })
    const second = lines.next()
    appendFileSync(path, 'o')
    await turn()
    appendFileSync(path, '!\nthree\n')
    expect(await second).toEqual({ done: false, value: 'two!' })
    expect(await lines.next()).toEqual({ done: false, value: 'three' })
    await lines.return?.()
  })

  test('may be named by a URL', async () => {
    writeFileSync(path, 'one\n')
    const lines = follow(pathToFileURL(path), { from: 'start' })
    expect(await pipe(lines, take(1), toArray())).toEqual(['one'])
  })

  test('may be a link, which may be led to another file', async () => {
    const first = join(path, '../first')
    const second = join(path, '../second')
    writeFileSync(first, 'one\n')
    symlinkSync(first, path)
    const lines = following()[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('one')
    writeFileSync(second, 'two\n')
    symlinkSync(second, `${path}.new`)
    renameSync(`${path}.new`, path)
    expect((await lines.next()).value).toBe('two')
    await lines.return?.()
  })

  test('has the lines that `lines` has', async () => {
    writeFileSync(path, '\uFEFFone\r\ntwo\rhalf\r\n\uFEFFthree\n')
    appendFileSync(path, Buffer.of(0x61, 0xff, 0x0a))
    expect(await some(4)).toEqual(['one', 'two\rhalf', '\uFEFFthree', 'a\uFFFD'])
  })

  test('may end in the middle of a character or of a line end', async () => {
    writeFileSync(path, Buffer.from('f\u00FCr\r\n').subarray(0, 2))
    const { iterator, first } = await begun(following())
    for (const byte of Buffer.from('f\u00FCr\r\n').subarray(2)) {
      appendFileSync(path, Buffer.of(byte))
      await turn()
    }
    expect((await first).value).toBe('f\u00FCr')
    await iterator.return?.()
  })

  test('is read byte by byte as latin1', async () => {
    writeFileSync(path, Buffer.of(0xfc, 0x0a))
    expect(await some(1, { encoding: 'latin1' })).toEqual(['\u00FC'])
  })

  test('ends with an error that names the file where a line is too long', async () => {
    writeFileSync(path, 'one\n12345')
    const { items, error } = await outcomeOf(following({ maxLineLength: 4 }))
    expect(items).toEqual(['one'])
    expect(error).toMatchObject({ code: 'LINE_TOO_LONG', input: path, offset: 4 })
  })

  test.runIf(process.platform === 'linux')('comes by hints alone where there are any', async () => {
    writeFileSync(path, 'one\n')
    const lines = following({ poll: 2 ** 31 - 1 })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('one')
    const next = lines.next()
    await turn()
    appendFileSync(path, 'two\n')
    expect((await next).value).toBe('two')
    renameSync(path, `${path}.1`)
    appendFileSync(path, 'three\n')
    expect((await lines.next()).value).toBe('three')
    await lines.return?.()
  })
})

describe('following begins', () => {
  test('at the end of the file if nothing is said', async () => {
    writeFileSync(path, 'old\n')
    const { iterator, first } = await begun(follow(path))
    appendFileSync(path, 'new\n')
    expect((await first).value).toBe('new')
    await iterator.return?.()
  })

  test('with the last line if that has not ended', async () => {
    writeFileSync(path, `old\n${'x'.repeat(200_000)}`)
    const { iterator, first } = await begun(follow(path))
    appendFileSync(path, '!\n')
    expect((await first).value).toBe(`${'x'.repeat(200_000)}!`)
    await iterator.return?.()
  })

  test('at the end of a line that is too long', async () => {
    writeFileSync(path, 'x'.repeat(1_000_000))
    const { iterator, first } = await begun(follow(path, { maxLineLength: 10 }))
    appendFileSync(path, '!\n')
    expect((await first).value).toBe('!')
    await iterator.return?.()
  })

  test('at the byte that is given', async () => {
    writeFileSync(path, 'one\ntwo\n')
    expect(await some(1, { from: 4 })).toEqual(['two'])
  })

  test('behind the line that a checkpoint was made of', async () => {
    writeFileSync(path, '\uFEFFone\ntwo\nthree\n')
    const positions = follow(path, { from: 'start', position: true })
    const [, second] = await pipe(positions, take(2), toArray())
    expect(second).toMatchObject({ text: 'two', file: path, line: 2, offset: 7 })
    const from = JSON.parse(JSON.stringify(second?.checkpoint)) as Checkpoint
    const [third] = await pipe(follow(path, { from, position: true }), take(1), toArray())
    expect(third).toMatchObject({ text: 'three', line: 3, offset: 11 })
  })

  test('at the start, if the byte that is given is not in the file', async () => {
    writeFileSync(path, 'one\n')
    expect(await some(1, { from: 5 })).toEqual(['one'])
  })

  test.each(['end', 'start', 7] as const)(
    'at the start of a file that comes later, with from: %j',
    async (from) => {
      const lines = some(2, { from })
      await idle()
      appendFileSync(path, 'one\n')
      await turn()
      appendFileSync(path, 'two\n')
      expect(await lines).toEqual(['one', 'two'])
    },
  )

  test('also where the folder is not there yet', async () => {
    rmSync(join(path, '..'), { recursive: true })
    const lines = some(1)
    await turn() // and no watcher
    mkdirSync(join(path, '..'))
    writeFileSync(path, 'one\n')
    expect(await lines).toEqual(['one'])
  })

  test('anew in each iteration', async () => {
    writeFileSync(path, 'one\ntwo\n')
    const lines = following()
    expect(await pipe(lines, take(2), toArray())).toEqual(['one', 'two'])
    expect(await pipe(lines, take(2), toArray())).toEqual(['one', 'two'])
  })
})

describe('a file that is renamed', () => {
  test('is read to the end before the one in its place', async () => {
    writeFileSync(path, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    appendFileSync(path, 'two\nunfinished')
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'three\n')
    const rest = [await lines.next(), await lines.next(), await lines.next()]
    expect(rest.map(({ value }) => value as string)).toEqual(['two', 'unfinished', 'three'])
    await lines.return?.()
  })

  test('is read as long as nothing is written to the one in its place', async () => {
    const writer = openSync(path, 'a')
    writeSync(writer, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    renameSync(path, `${path}.1`)
    writeFileSync(path, '')
    for (const text of ['two', 'three', 'four']) {
      const next = lines.next()
      await untilOpen(2)
      writeSync(writer, `${text}\n`)
      expect((await next).value).toBe(text)
    }
    closeSync(writer)
    appendFileSync(path, 'five\n')
    expect((await lines.next()).value).toBe('five')
    await lines.return?.()
  })

  test('is read while one of its writers lingers', async () => {
    const writer = openSync(path, 'a')
    writeSync(writer, 'one\n')
    const lines = following({ linger: 60_000 })[Symbol.asyncIterator]()
    await lines.next()
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'from a quick writer\n')
    const next = lines.next()
    for (let turns = 0; turns < 100; turns++) await turn()
    writeSync(writer, 'from a late writer\n')
    closeSync(writer)
    expect((await next).value).toBe('from a late writer')
    await lines.return?.()
  })

  test('is followed by those that came and went between two looks', async () => {
    writeFileSync(path, '0\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    for (let file = 1; file < 5; file++) {
      for (let number = file - 1; number > 0; number--) {
        renameSync(`${path}.${number}`, `${path}.${number + 1}`)
      }
      renameSync(path, `${path}.1`)
      writeFileSync(path, `${file}\n`)
    }
    for (const file of ['1', '2', '3', '4']) expect((await lines.next()).value).toBe(file)
    await lines.return?.()
  })

  test.each([
    ['dates', ['-20260101', '-20260102', '-20260103']],
    ['times', ['.2026-01-01T10-00-00', '.2026-01-01T10-00-01', '.2026-01-01T10-00-02']],
    ['numbers with zeros before them', ['.03', '.02', '.01']],
  ])('and so it is with %s', async (_, names) => {
    writeFileSync(path, '0\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    for (const [index, name] of names.entries()) {
      renameSync(path, path + name)
      writeFileSync(path, `${index + 1}\n`)
    }
    for (const file of ['1', '2', '3']) expect((await lines.next()).value).toBe(file)
    await lines.return?.()
  })

  test('is not mistaken for what is beside it: older files, compressed ones, other logs', async () => {
    writeFileSync(path, 'one\n')
    writeFileSync(`${path}.1`, 'older\n')
    writeFileSync(`${path}-20260101`, 'older\n')
    writeFileSync(`${path}.0.gz`, 'compressed\n')
    writeFileSync(join(path, '../web.log2'), 'another\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    renameSync(`${path}.1`, `${path}.2`)
    renameSync(path, `${path}.1`)
    writeFileSync(path, 'two\n')
    expect((await lines.next()).value).toBe('two')
    await lines.return?.()
  })

  test('and then removed is followed by those that were written to later, and by no older one', async () => {
    writeFileSync(`${path}.2`, 'older\n')
    utimesSync(`${path}.2`, 1, 1)
    writeFileSync(path, 'one\n')
    utimesSync(path, 2, 2)
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    rmSync(path)
    writeFileSync(`${path}.1`, 'two\n')
    utimesSync(`${path}.1`, 3, 3)
    writeFileSync(path, 'three\n')
    expect((await lines.next()).value).toBe('two')
    expect((await lines.next()).value).toBe('three')
    await lines.return?.()
  })

  test('into another folder is followed by the one in its place', async () => {
    writeFileSync(path, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    renameSync(path, join(path, '../old'))
    writeFileSync(path, 'two\n')
    expect((await lines.next()).value).toBe('two')
    await lines.return?.()
  })

  test.runIf(seesOpenFiles)(
    'is read although it is removed, and nobody has read meanwhile',
    async () => {
      writeFileSync(path, '0\n')
      const lines = following()[Symbol.asyncIterator]()
      await lines.next()
      for (const file of ['1', '2']) {
        renameSync(path, `${path}.old`)
        writeFileSync(path, `${file}\n`)
        while (openFilesIn(path).filter((open) => open === path).length === 0) await turn()
        rmSync(`${path}.old`)
      }
      for (const file of ['1', '2']) expect((await lines.next()).value).toBe(file)
      await lines.return?.()
    },
  )

  test.runIf(seesOpenFiles)(
    'as often as may be, never has more than a few files open',
    async () => {
      const names = Array.from(
        { length: 4 * MOST_OPENED },
        (_, index) => `-${1_767_225_600 + index}`,
      )
      writeFileSync(path, 'first\n')
      const lines = following()[Symbol.asyncIterator]()
      await lines.next()
      for (const name of names) {
        renameSync(path, path + name)
        writeFileSync(path, `${name}\n`)
      }
      let most = 0
      for (const name of names) {
        expect((await lines.next()).value).toBe(name)
        most = Math.max(most, openFilesIn(join(path, '..')).length)
      }
      expect(most).toBeGreaterThan(MOST_OPENED / 2)
      // Those that wait, those that are opened, the one that is read, and one that is compared.
      expect(most).toBeLessThanOrEqual(2 * MOST_OPENED + 2)
      await lines.return?.()
    },
  )
})

describe('a file that is removed', () => {
  test('is read from the start of the next one of its name', async () => {
    writeFileSync(path, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    const next = lines.next()
    rmSync(path)
    await turn()
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, 'two\n')
    expect((await next).value).toBe('two')
    await lines.return?.()
  })

  test('is still read while it is written to', async () => {
    const writer = openSync(path, 'a')
    writeSync(writer, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    rmSync(path)
    writeSync(writer, 'two\n')
    expect((await lines.next()).value).toBe('two')
    closeSync(writer)
    await lines.return?.()
  })
})

describe('a file that is emptied', () => {
  test('is read from its start again, and what was left of a line is a line', async () => {
    writeFileSync(path, 'one\nunfinished')
    const { iterator, first } = await begun(following())
    expect((await first).value).toBe('one')
    const next = iterator.next()
    await idle()
    truncateSync(path)
    expect((await next).value).toBe('unfinished')
    appendFileSync(path, '\uFEFFtwo\n')
    expect((await iterator.next()).value).toBe('two')
    await iterator.return?.()
  })

  test('may be emptied again and again', async () => {
    writeFileSync(path, 'zero\n')
    const lines = following()[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('zero')
    for (const text of ['one', 'two', 'six']) {
      writeFileSync(path, `${text.slice(1)}\n`)
      expect((await lines.next()).value).toBe(text.slice(1))
      truncateSync(path)
      const next = lines.next()
      await idle()
      appendFileSync(path, 'again\n')
      expect((await next).value).toBe('again')
    }
    await lines.return?.()
  })
})

describe('what cannot be followed is an error that names it:', () => {
  test('a folder', async () => {
    mkdirSync(path)
    const { error } = await outcomeOf(following())
    expect(error).toMatchObject({ code: 'EINVAL', path })
    expect((error as Error).message).toContain(`not '${path}'`)
  })

  test.skipIf(process.platform === 'win32')('a named pipe, which nobody writes to', async () => {
    execFileSync('mkfifo', [path])
    expect(await outcomeOf(following())).toMatchObject({ error: { code: 'EINVAL', path } })
  })

  test('a file in what is no folder', async () => {
    writeFileSync(path, '')
    const inside = join(path, 'web.log')
    const { error } = await outcomeOf(follow(inside))
    expect(error).toMatchObject({ code: 'ENOTDIR', path: inside })
  })

  test.skipIf(process.platform === 'win32')('a file that may not be read', async () => {
    writeFileSync(path, 'x\n')
    chmodSync(path, 0)
    const outcome = asUser(1, () => outcomeOf(following()))
    expect(await outcome).toMatchObject({ error: { code: 'EACCES', path } })
  })

  test.skipIf(process.platform === 'win32')(
    'one that may not be read and takes the place of another, if it stays like that',
    async () => {
      const now = vi.spyOn(performance, 'now').mockReturnValue(0)
      writeFileSync(path, 'one\n')
      await asUser(1, async () => {
        const lines = following()[Symbol.asyncIterator]()
        await lines.next()
        renameSync(path, `${path}.1`)
        writeFileSync(path, 'two\n', { mode: 0 })
        const second = lines.next()
        await idle()
        chmodSync(path, 0o644)
        expect((await second).value).toBe('two')
        renameSync(path, `${path}.2`)
        writeFileSync(path, 'three\n', { mode: 0 })
        const third = lines.next()
        await idle()
        now.mockReturnValue(10_000)
        await expect(third).rejects.toMatchObject({ code: 'EACCES', path })
      })
      now.mockRestore()
    },
  )

  test('also where it takes the place of a file, whose lines come before', async () => {
    writeFileSync(path, 'one\n')
    const lines = following()[Symbol.asyncIterator]()
    await lines.next()
    appendFileSync(path, 'two\n')
    renameSync(path, `${path}.1`)
    mkdirSync(path)
    expect((await lines.next()).value).toBe('two')
    await expect(lines.next()).rejects.toMatchObject({ code: 'EINVAL' })
  })
})

describe('nothing is left open', () => {
  /** A watcher that was closed is gone a few turns later. */
  const leftOpen = async (): Promise<string[]> => {
    for (let turns = 0; turns < 5; turns++) await turn()
    return [
      ...openFilesIn(folder),
      ...process.getActiveResourcesInfo().filter((resource) => resource === 'FSEventWrap'),
    ]
  }

  /** Opening that was under way may settle a little later: leaving a loop does not wait long for it. */
  const nothingIsOpen = async (): Promise<void> => {
    await vi.waitUntil(async () => (await leftOpen()).length === 0, { timeout: 20_000 })
  }

  test('where the loop is left', async () => {
    writeFileSync(path, 'one\n')
    for await (const line of following()) {
      expect(line).toBe('one')
      break
    }
    expect(await leftOpen()).toEqual([])
  })

  test('where the loop is left while nothing comes, or the file is not there', async () => {
    for (const content of [undefined, '', 'unfinished']) {
      if (content !== undefined) writeFileSync(path, content)
      const iterator = following()[Symbol.asyncIterator]()
      const pending = iterator.next()
      for (let turns = 0; turns < 10; turns++) await turn()
      await iterator.return?.()
      expect((await pending).done).toBe(true)
      await nothingIsOpen()
    }
  })

  test('where it is left at once', async () => {
    writeFileSync(path, 'one\n')
    const iterator = following()[Symbol.asyncIterator]()
    const pending = iterator.next()
    await iterator.return?.()
    await pending
    await nothingIsOpen()
    const unasked = following()[Symbol.asyncIterator]()
    await unasked.return?.()
    expect(await leftOpen()).toEqual([])
  })

  test('where a callback throws', async () => {
    writeFileSync(path, 'one\n')
    const broken = new Error('broken')
    const pipeline = pipe(
      following(),
      forEach(() => {
        throw broken
      }),
    )
    await expect(pipeline).rejects.toBe(broken)
    expect(await leftOpen()).toEqual([])
  })

  test('where the signal ends it, with its reason, while it waits', async () => {
    writeFileSync(path, 'one\n')
    const controller = new AbortController()
    const reason = new Error('enough')
    const pipeline = pipe(
      following({ signal: controller.signal }),
      forEach(() => setImmediate(() => controller.abort(reason))),
    )
    await expect(pipeline).rejects.toBe(reason)
    expect(await leftOpen()).toEqual([])
  })

  test('where the signal has ended it before', async () => {
    const { error } = await outcomeOf(following({ signal: AbortSignal.abort('before') }))
    expect(error).toBe('before')
    expect(await leftOpen()).toEqual([])
  })

  test('where files wait to be read', async () => {
    writeFileSync(path, 'one\n')
    const { iterator, first } = await begun(following())
    await first
    for (const number of [1, 2, 3]) {
      renameSync(path, `${path}-2026010${number}`)
      writeFileSync(path, 'more\n')
    }
    await untilOpen(4)
    await iterator.return?.()
    expect(await leftOpen()).toEqual([])
  })

  test('where an error ends it', async () => {
    writeFileSync(path, '12345')
    await outcomeOf(following({ maxLineLength: 4 }))
    rmSync(path)
    mkdirSync(path)
    await outcomeOf(following())
    expect(await leftOpen()).toEqual([])
  })
})

describe('follow refuses', () => {
  test.each([
    ['', {}, TypeError, "follow: path must be a non-empty string or a file: URL, got ''"],
    [1, {}, TypeError, 'got 1'],
    ['a', null, TypeError, 'follow: options must be an object, got null'],
    [
      'a',
      { from: 'middle' },
      RangeError,
      "follow: from must be 'end', 'start', an offset or a checkpoint",
    ],
    ['a', { from: null }, TypeError, 'got null'],
    ['a', { from: {} }, TypeError, 'follow: checkpoint must'],
    ['a', { from: { file: 'a', offset: -1, line: 1 } }, RangeError, 'follow: checkpoint.offset'],
    ['a', { from: -1 }, RangeError, 'follow: from must be a whole number of at least 0, got -1'],
    ['a', { from: 1.5 }, RangeError, 'got 1.5'],
    ['a', { poll: 0 }, RangeError, 'follow: poll must be a whole number from 1 to 2147483647'],
    ['a', { poll: 2 ** 31 }, RangeError, 'got 2147483648'],
    ['a', { poll: '1' }, TypeError, "got '1'"],
    ['a', { linger: -1 }, RangeError, 'follow: linger must be a whole number from 0 to 2147483647'],
    ['a', { maxLineLength: 0 }, RangeError, 'follow: maxLineLength must be'],
    ['a', { encoding: 'utf16' }, RangeError, 'follow: encoding must be'],
    ['a', { signal: {} }, TypeError, 'follow: signal must be an AbortSignal, got {}'],
  ])('(%j, %j) at the call', (input, options, type, message) => {
    const call = (): unknown => follow(input as string, options as unknown as FollowOptions)
    expect(call).toThrow(type)
    expect(call).toThrow(message)
  })
})
