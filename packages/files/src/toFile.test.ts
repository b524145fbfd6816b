import { fromBatches, pipe, toArray, type Source } from '@rivulet/core'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { bytes } from './bytes.ts'
import { lines } from './lines.ts'
import { asUser, openFilesIn, seesOpenFiles, temporaryFolder, turn } from './testSupport.ts'
import { toFile, type ToFileOptions } from './toFile.ts'
import { toLines } from './toLines.ts'

const folder = temporaryFolder()
chmodSync(folder, 0o755)
let home: string
let path: string
let tests = 0
beforeEach(() => {
  home = join(folder, String(tests++))
  mkdirSync(home)
  path = join(home, 'a.txt')
})

const content = (): string => readFileSync(path, 'utf8')
const broken = new Error('broken')

/** Gives text, and then fails. */
function failing(...texts: string[]): Source<string> {
  return fromBatches(async function* () {
    yield texts
    throw broken
  })
}

/** Gives text, and then nothing for ever; the promise resolves when it is asked for more. */
function stalling(...texts: string[]): { source: Source<string>; asked: Promise<void> } {
  let onAsked: () => void
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve
  })
  const source = fromBatches(async function* () {
    yield texts
    onAsked()
    await new Promise(() => {})
  })
  return { source, asked }
}

describe('toFile', () => {
  test('writes text and bytes, and tells how much', async () => {
    const pieces = ['f\u00FCr ', Buffer.from('zwei'), new Uint8Array([0x0a])]
    expect(await pipe(pieces, toFile(path))).toEqual({ path, bytes: 10, bytesWritten: 10 })
    expect(content()).toBe('f\u00FCr zwei\n')
    expect(readdirSync(home)).toEqual(['a.txt'])
  })

  test('writes to a file URL', async () => {
    await pipe(['x'], toFile(pathToFileURL(path)))
    expect(content()).toBe('x')
  })

  test('makes an empty file of nothing', async () => {
    writeFileSync(path, 'old')
    expect(await pipe([], toFile(path))).toEqual({ path, bytes: 0, bytesWritten: 0 })
    expect(content()).toBe('')
  })

  test('writes again in each run', async () => {
    const write = toFile(path)
    await pipe(['a much longer text'], write)
    await pipe(['short'], write)
    expect(content()).toBe('short')
  })

  test('may copy a file to itself', async () => {
    writeFileSync(path, 'x'.repeat(300_000))
    await pipe(bytes(path, { chunkSize: 1000 }), toFile(path))
    expect(content()).toBe('x'.repeat(300_000))
  })

  test('writes anything that it is given, in whatever pieces', async () => {
    const piece = fc.oneof(fc.string(), fc.uint8Array(), fc.constant('x'.repeat(100_000)))
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        const whole = Buffer.concat(pieces.map((each) => Buffer.from(each as string)))
        const written = await pipe(pieces, toFile(path))
        expect(written.bytes).toBe(whole.length)
        expect(readFileSync(path).equals(whole)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('touches nothing before it runs', async () => {
    const write = toFile(path)
    await turn()
    expect(readdirSync(home)).toEqual([])
    await pipe(['x'], write)
  })

  test('refuses an item that is neither text nor bytes', async () => {
    writeFileSync(path, 'old')
    await expect(pipe([1] as unknown as string[], toFile(path))).rejects.toThrow(TypeError)
    expect(content()).toBe('old')
    expect(readdirSync(home)).toEqual(['a.txt'])
  })
})

describe('until the new content is complete', () => {
  test('the file has the old one, or is not there', async () => {
    writeFileSync(path, 'old')
    const other = join(home, 'b.txt')
    for (const [file, before] of [
      [path, 'old'],
      [other, undefined],
    ] as const) {
      const source = fromBatches(async function* () {
        yield ['x'.repeat(1_000_000)]
        await turn()
        expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(before)
        yield ['y']
      })
      await pipe(source, toFile(file))
      expect(readFileSync(file).length).toBe(1_000_001)
    }
  })

  test('it is beside the file, where no pattern finds it, even with a long name', async () => {
    const long = join(home, 'n'.repeat(255))
    const source = fromBatches(async function* () {
      yield ['x'.repeat(1_000_000)]
      await turn()
      expect(readdirSync(home)).toEqual([expect.stringMatching(/^\.n{40}\.[-0-9a-f]{36}\.tmp$/)])
    })
    await pipe(source, toFile(long))
    expect(readdirSync(home)).toEqual(['n'.repeat(255)])
  })

  test('an error of the source leaves the old file, and nothing else', async () => {
    writeFileSync(path, 'old')
    const big = 'x'.repeat(1_000_000)
    await expect(pipe(failing(big, big), toFile(path))).rejects.toBe(broken)
    expect(content()).toBe('old')
    expect(readdirSync(home)).toEqual(['a.txt'])
    expect(openFilesIn(home)).toEqual([])
  })

  test('an abort leaves the old file, and nothing else, while the source is stuck', async () => {
    writeFileSync(path, 'old')
    const controller = new AbortController()
    const { source, asked } = stalling('x'.repeat(1_000_000))
    const writing = pipe(source, toFile(path, { signal: controller.signal }))
    void asked.then(() => controller.abort('enough'))
    await expect(writing).rejects.toBe('enough')
    expect(content()).toBe('old')
    expect(readdirSync(home)).toEqual(['a.txt'])
    expect(openFilesIn(home)).toEqual([])
  })

  test.each([true, false])(
    'a signal that is aborted already opens nothing (atomic: %j)',
    async (atomic) => {
      writeFileSync(path, 'old')
      const signal = AbortSignal.abort('before')
      await expect(pipe(['x'], toFile(path, { atomic, signal }))).rejects.toBe('before')
      expect(content()).toBe('old')
      const missing = join(home, 'missing')
      await expect(pipe(['x'], toFile(missing, { atomic, signal }))).rejects.toBe('before')
      expect(readdirSync(home)).toEqual(['a.txt'])
    },
  )

  test.runIf(existsSync('/dev/full'))('a full disk is an error that names the file', async () => {
    const writing = pipe(['x'], toFile('/dev/full'))
    await expect(writing).rejects.toMatchObject({ code: 'ENOSPC', path: '/dev/full' })
  })
})

describe('the new file', () => {
  test.skipIf(process.platform === 'win32')('has the permissions of the old one', async () => {
    for (const mode of [0o600, 0o666, 0o755, 0o640]) {
      writeFileSync(path, 'old')
      chmodSync(path, mode)
      await pipe(['new'], toFile(path))
      expect(statSync(path).mode & 0o7777).toBe(mode)
    }
  })

  test('has the usual permissions where there was none', async () => {
    const usual = join(home, 'usual')
    writeFileSync(usual, '')
    await pipe(['new'], toFile(path))
    expect(statSync(path).mode).toBe(statSync(usual).mode)
  })

  test.skipIf(process.getuid?.() !== 0)('has the owner of the old one, if it may', async () => {
    writeFileSync(path, 'old')
    execFileSync('chown', ['1234:4321', path])
    await pipe(['new'], toFile(path))
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 4321 })
  })

  test.skipIf(process.getuid?.() !== 0)(
    'has the group of the old one, for who is in it',
    async () => {
      writeFileSync(path, 'old')
      chownSync(path, 1234, 4321)
      chmodSync(path, 0o660)
      chmodSync(home, 0o777)
      await asUser(4321, () => pipe(['new'], toFile(path)))
      expect(statSync(path)).toMatchObject({ uid: 5678, gid: 4321 })
      expect(statSync(path).mode & 0o777).toBe(0o660)
      await asUser(8765, () => pipe(['newer'], toFile(path)))
      expect(statSync(path)).toMatchObject({ uid: 5678, gid: 5678 }) // no member
    },
  )

  test.skipIf(process.getuid?.() !== 0)(
    'is written in a folder that may be written to and not read',
    async () => {
      chmodSync(home, 0o333)
      await asUser(4321, () => pipe(['new'], toFile(path)))
      expect(content()).toBe('new')
    },
  )

  test('is another one: a hard link keeps the old content', async () => {
    writeFileSync(path, 'old')
    linkSync(path, join(home, 'linked'))
    await pipe(['new'], toFile(path))
    expect(readFileSync(join(home, 'linked'), 'utf8')).toBe('old')
  })

  test.each([true, false])('is where a link leads to (atomic: %j)', async (atomic) => {
    const target = join(home, 'target')
    writeFileSync(target, 'old')
    symlinkSync('target', join(home, 'hop'))
    symlinkSync('hop', path)
    expect(await pipe(['new'], toFile(path, { atomic }))).toMatchObject({ path: target })
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readFileSync(target, 'utf8')).toBe('new')
  })

  test('is where a link leads to although nothing is there', async () => {
    mkdirSync(join(home, 'elsewhere'))
    symlinkSync('elsewhere/hop', path)
    symlinkSync('target', join(home, 'elsewhere/hop'))
    await pipe(['new'], toFile(path))
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(home, 'elsewhere/target'), 'utf8')).toBe('new')
  })

  test('is not made of links in a circle', async () => {
    symlinkSync('a.txt', join(home, 'b'))
    symlinkSync('b', path)
    await expect(pipe(['x'], toFile(path))).rejects.toMatchObject({ code: 'ELOOP' })
  })
})

describe('what is no file', () => {
  test('is an error if it is a folder, or in none', async () => {
    const error = { code: 'EISDIR', path: home }
    await expect(pipe(['x'], toFile(home))).rejects.toMatchObject(error)
    const nowhere = join(home, 'no/where')
    await expect(pipe(['x'], toFile(nowhere))).rejects.toMatchObject({
      code: 'ENOENT',
      path: nowhere,
    })
    expect(readdirSync(home)).toEqual([])
  })

  test.each([true, false])(
    'is an error if the path says that it is a folder (atomic: %j)',
    async (atomic) => {
      const options = { atomic, mkdir: true }
      const writing = pipe(['x'], toFile(`${path}/`, options))
      await expect(writing).rejects.toMatchObject({ code: 'EISDIR', path: `${path}/` })
      expect(readdirSync(home)).toEqual([])
    },
  )

  test('is an error before the source is asked for anything', async () => {
    let asked = 0
    const source = (function* () {
      asked++
      yield 'x'
    })()
    await expect(pipe(source, toFile(home))).rejects.toThrow('EISDIR')
    expect(asked).toBe(0)
  })

  test.runIf(existsSync('/dev/null'))('is written to directly if it is a device', async () => {
    await pipe(['x'], toFile('/dev/null'))
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('is written to if it is a named pipe', async () => {
    execFileSync('mkfifo', [path])
    const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [[chunk]] = await Promise.all([once(reader.stdout, 'data'), pipe(['x'], toFile(path))])
    expect(String(chunk)).toBe('x')
  })

  test.runIf(existsSync('/proc/self/fd'))(
    'is written to if it is a pipe without a name, such as standard output',
    async () => {
      execFileSync('mkfifo', [path])
      const reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
      const writer = await open(path, 'w')
      unlinkSync(path)
      const text = Buffer.alloc(10)
      for (const options of [{}, { append: true }, { atomic: false }]) {
        await pipe(['x'], toFile(`/proc/self/fd/${writer.fd}`, options))
        expect(await reader.read(text)).toMatchObject({ bytesRead: 1 })
        expect(String(text.subarray(0, 1))).toBe('x')
      }
      await Promise.all([reader.close(), writer.close()])
    },
  )

  test.skipIf(process.platform === 'win32')(
    'does not hold up the signal if it is a named pipe that nobody reads',
    async () => {
      execFileSync('mkfifo', [path])
      const controller = new AbortController()
      const writing = pipe(['x'], toFile(path, { signal: controller.signal }))
      for (let turns = 0; turns < 20; turns++) await turn()
      controller.abort('enough')
      await expect(writing).rejects.toBe('enough')
      const reader = spawn('cat', [path]) // lets the thread go that waits for one
      await once(reader, 'exit')
    },
  )
})

describe('folders', () => {
  test('are made if that is asked for', async () => {
    path = join(home, 'new/folders/a.txt')
    await pipe(['x'], toFile(path, { mkdir: true }))
    await pipe(['y'], toFile(path, { mkdir: true, append: true }))
    expect(content()).toBe('xy')
  })
})

describe('without atomic', () => {
  test('the file is emptied first and written as the content comes', async () => {
    writeFileSync(path, 'old content')
    const source = fromBatches(async function* () {
      yield ['new']
      while (content() !== 'new') await turn()
      yield [' text']
    })
    await pipe(source, toFile(path, { atomic: false }))
    expect(content()).toBe('new text')
  })

  test('what precedes an error is in the file', async () => {
    await expect(pipe(failing('a', 'b'), toFile(path, { atomic: false }))).rejects.toBe(broken)
    expect(content()).toBe('ab')
    expect(openFilesIn(home)).toEqual([])
  })
})

describe('append', () => {
  test('puts the content behind what is there', async () => {
    const append = toFile(path, { append: true })
    expect(await pipe(['one\n'], append)).toEqual({ path, bytes: 4, bytesWritten: 4 })
    await pipe(['two\n'], append)
    expect(content()).toBe('one\ntwo\n')
  })

  test('writes what is there when the source waits', async () => {
    const source = fromBatches(async function* () {
      yield ['a', 'b']
      while (!existsSync(path) || content() !== 'ab') await turn()
      yield ['c']
    })
    await pipe(source, toFile(path, { append: true }))
    expect(content()).toBe('abc')
  })

  test('keeps what precedes an error or an abort', async () => {
    writeFileSync(path, 'old ')
    await expect(pipe(failing('new'), toFile(path, { append: true }))).rejects.toBe(broken)
    expect(content()).toBe('old new')
    const controller = new AbortController()
    const { source } = stalling(' more')
    const { signal } = controller
    const writing = pipe(source, toFile(path, { append: true, signal }))
    while (content() !== 'old new more') await turn()
    controller.abort('enough')
    await expect(writing).rejects.toBe('enough')
    expect(content()).toBe('old new more')
    expect(openFilesIn(home)).toEqual([])
  })

  test('writes a gzip member of its own each time, which are read as one', async () => {
    const append = toFile(path, { append: true, compress: 'gzip' })
    await pipe(['one'], toLines(), append)
    const first = readFileSync(path)
    await pipe(['two', 'three'], toLines(), append)
    expect(String(gunzipSync(first))).toBe('one\n')
    expect(readFileSync(path).subarray(0, first.length)).toEqual(first)
    expect(await pipe(lines(path), toArray())).toEqual(['one', 'two', 'three'])
  })

  test('does not mix the members of several writers, if they are small', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${index} ${'x'.repeat(index * 1000)}`)
    const append: ToFileOptions = { append: true, compress: { format: 'gzip', level: 0 } }
    await Promise.all(names.map(async (name) => pipe([name], toLines(), toFile(path, append))))
    const read = await pipe(lines(path), toArray())
    expect(read.toSorted()).toEqual(names.toSorted())
  })

  test('takes back a member that an error or an abort has cut off', async () => {
    const append: ToFileOptions = { append: true, compress: { format: 'gzip', level: 0 } }
    await pipe(['one\n'], toFile(path, append))
    const before = readFileSync(path)
    const big = 'x'.repeat(1_000_000)
    await expect(pipe(failing(big, big), toFile(path, append))).rejects.toBe(broken)
    expect(readFileSync(path)).toEqual(before)
    const controller = new AbortController()
    const { source } = stalling(big)
    const writing = pipe(source, toFile(path, { ...append, signal: controller.signal }))
    while (statSync(path).size === before.length) await turn()
    controller.abort('enough')
    await expect(writing).rejects.toBe('enough')
    expect(readFileSync(path)).toEqual(before)
  })

  test.runIf(seesOpenFiles && existsSync('/dev/full'))(
    'takes nothing back of a device, and leaves it closed',
    async () => {
      const writing = pipe(['x'], toFile('/dev/full', { append: true, compress: 'gzip' }))
      await expect(writing).rejects.toMatchObject({ code: 'ENOSPC', path: '/dev/full' })
      expect(openFilesIn('/dev/full')).toEqual([])
    },
  )
})

describe('compress', () => {
  test('compresses by the name of a format or with options', async () => {
    const big = 'x'.repeat(100_000)
    const { bytes: given, bytesWritten } = await pipe([big], toFile(path, { compress: 'gzip' }))
    expect([given, bytesWritten]).toEqual([100_000, statSync(path).size])
    expect(String(gunzipSync(readFileSync(path)))).toBe(big)
    await pipe([big], toFile(path, { compress: { format: 'gzip', level: 0 } }))
    expect(statSync(path).size).toBeGreaterThan(100_000)
  })

  test('of nothing is a whole file of nothing', async () => {
    await pipe([], toFile(path, { compress: 'gzip' }))
    expect(gunzipSync(readFileSync(path)).length).toBe(0)
  })
})

test.runIf(existsSync('/dev/full'))('an error of writing closes the source', async () => {
  let closed = 0
  const source = (function* () {
    try {
      for (;;) yield 'x'.repeat(100_000)
    } finally {
      closed++
    }
  })()
  await expect(pipe(source, toFile('/dev/full'))).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(closed).toBe(1)
})

describe('toFile refuses', () => {
  test.each([
    ['', {}, TypeError, "toFile: path must be a non-empty string or a file: URL, got ''"],
    [1, {}, TypeError, 'got 1'],
    ['a', null, TypeError, 'toFile: options must be an object, got null'],
    ['a', { append: 1 }, TypeError, 'toFile: append must be a boolean, got 1'],
    ['a', { atomic: null }, TypeError, 'toFile: atomic must be a boolean, got null'],
    ['a', { mkdir: 'yes' }, TypeError, "toFile: mkdir must be a boolean, got 'yes'"],
    ['a', { append: true, atomic: true }, RangeError, 'append and atomic must not both be true'],
    ['a', { compress: 'rar' }, RangeError, "got 'rar'"],
    ['a', { compress: 7 }, TypeError, 'got 7'],
    ['a', { compress: { level: 10 } }, RangeError, 'got 10'],
    ['a', { compress: 'brotli', append: true }, RangeError, "must be 'gzip' or 'zstd' to append"],
    ['a', { signal: {} }, TypeError, 'toFile: signal must be an AbortSignal, got {}'],
  ])('(%j, %j) at the call', (input, options, type, message) => {
    const call = (): unknown => toFile(input as string, options as unknown as ToFileOptions)
    expect(call).toThrow(type)
    expect(call).toThrow(message)
  })
})
