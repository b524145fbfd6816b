import { AlreadyConsumedError, forEach, pipe, take, toArray } from '@rivulet/core'
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bytes, type BytesOptions } from './bytes.ts'
import {
  asUser,
  openFilesIn,
  outcomeOf,
  seesOpenFiles,
  temporaryFiles,
  textOf,
  turn,
} from './testSupport.ts'

const { folder, at, write } = temporaryFiles()
const path = write('ten.txt', '0123456789')
const missing = at('missing.txt')

describe('bytes', () => {
  test('are the content of a file, in chunks of at most the size that was asked for', async () => {
    const chunks = await pipe(bytes(path, { chunkSize: 4 }), toArray())
    expect(chunks.map(String)).toEqual(['0123', '4567', '89'])
  })

  test('may be read from a file URL', async () => {
    expect(await textOf(bytes(pathToFileURL(path)))).toEqual({ text: '0123456789' })
  })

  test('of an empty file are none', async () => {
    const empty = write('empty.txt', '')
    expect(await outcomeOf(bytes(empty))).toEqual({ items: [] })
  })

  test('are read anew in each iteration', async () => {
    const growing = write('growing.txt', 'one')
    const content = bytes(growing)
    expect(await textOf(content)).toEqual({ text: 'one' })
    appendFileSync(growing, ' two')
    expect(await textOf(content)).toEqual({ text: 'one two' })
  })

  test('are in chunks that do not change when the next one is read', async () => {
    const chunks = await pipe(bytes(path, { chunkSize: 5 }), toArray())
    expect(String(chunks[0])).toBe('01234')
    expect(chunks[0]?.buffer).not.toBe(chunks[1]?.buffer)
  })
})

describe('a part of a file', () => {
  test.each([
    [{ start: 3 }, '3456789'],
    [{ end: 3 }, '0123'],
    [{ start: 3, end: 3 }, '3'],
    [{ start: 3, end: 7, chunkSize: 2 }, '34567'],
    [{ start: 0, end: 0 }, '0'],
    [{ start: 8, end: 1000 }, '89'],
    [{ start: 10 }, ''],
    [{ start: 2 ** 40 }, ''],
  ])('%j is %j', async (options, text) => {
    expect(await textOf(bytes(path, options))).toEqual({ text })
    const handle = await open(path)
    expect(await textOf(bytes(handle, options))).toEqual({ text })
    await handle.close()
  })
})

describe('a FileHandle', () => {
  test('is read from its beginning in each iteration, wherever it stands, and left open', async () => {
    const handle = await open(path)
    await handle.read(Buffer.alloc(3), 0, 3, null)
    const content = bytes(handle, { chunkSize: 4 })
    expect(await textOf(content)).toEqual({ text: '0123456789' })
    for await (const chunk of content) {
      expect(String(chunk)).toBe('0123')
      break
    }
    const both = await Promise.all([textOf(content), textOf(content)])
    expect(both.map(({ text }) => text)).toEqual(['0123456789', '0123456789'])
    // It stands where it stood.
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, null)
    expect([bytesRead, String(buffer)]).toEqual([1, '3'])
    await handle.close()
  })

  test('that is closed is an error', async () => {
    const handle = await open(path)
    await handle.close()
    expect(await outcomeOf(bytes(handle))).toMatchObject({ items: [], error: { code: 'EBADF' } })
  })

  test.skipIf(process.platform === 'win32')('of a pipe is read once', async () => {
    const fifo = at('once')
    execFileSync('mkfifo', [fifo])
    const [handle, writer] = await Promise.all([open(fifo, 'r'), open(fifo, 'w')])
    await writer.write('one')
    await writer.close()
    const content = bytes(handle)
    expect(await textOf(content)).toEqual({ text: 'one' })
    expect((await outcomeOf(content)).error).toBeInstanceOf(AlreadyConsumedError)
    const { error } = await outcomeOf(bytes(handle, { start: 1 }))
    expect(error).toMatchObject({ code: 'ESPIPE', path: `file descriptor ${handle.fd}` })
    await handle.close()
  })
})

describe('a file', () => {
  test('that is missing is an error that names it, but not before the first chunk is asked for', async () => {
    const content = bytes(missing)
    const iterator = content[Symbol.asyncIterator]()
    write('missing.txt', 'here')
    expect(String((await iterator.next()).value)).toBe('here')
    await iterator.return?.()
    const { error } = await outcomeOf(bytes(at('nowhere')))
    expect(error).toMatchObject({ code: 'ENOENT', path: at('nowhere') })
  })

  test('that is a folder is an error that names it', async () => {
    const { items, error } = await outcomeOf(bytes(folder))
    expect(items).toEqual([])
    expect(error).toMatchObject({ code: 'EISDIR', path: folder, cause: { code: 'EISDIR' } })
    expect((error as Error).message).toContain(`'${folder}'`)
  })

  test.skipIf(process.platform === 'win32')(
    'that may not be read is an error that names it',
    async () => {
      const secret = write('secret.txt', 'x')
      chmodSync(folder, 0o755)
      chmodSync(secret, 0)
      const { error } = await asUser(1, () => outcomeOf(bytes(secret)))
      expect(error).toMatchObject({ code: 'EACCES', path: secret })
    },
  )
})

describe.skipIf(!seesOpenFiles)('the descriptor of a file', () => {
  test('is open from the first pull to the end', async () => {
    const content = bytes(path, { chunkSize: 5 })
    const iterator = content[Symbol.asyncIterator]()
    expect(openFilesIn(folder)).toEqual([])
    await iterator.next()
    expect(openFilesIn(folder)).toEqual([path])
    await iterator.next()
    expect((await iterator.next()).done).toBe(true)
    expect(openFilesIn(folder)).toEqual([])
  })

  test('is closed when the loop is left', async () => {
    for await (const chunk of bytes(path, { chunkSize: 1 })) {
      expect([String(chunk), openFilesIn(folder)]).toEqual(['0', [path]])
      break
    }
    expect(openFilesIn(folder)).toEqual([])
  })

  test('is closed when a callback throws', async () => {
    const broken = new Error('broken')
    const pipeline = pipe(
      bytes(path),
      forEach(() => {
        throw broken
      }),
    )
    await expect(pipeline).rejects.toBe(broken)
    expect(openFilesIn(folder)).toEqual([])
  })

  test('is closed after an error of reading', async () => {
    await outcomeOf(bytes(folder))
    expect(openFilesIn(folder)).toEqual([])
  })

  test('is not there for a pipeline that is never iterated, nor for an iterator that is closed unasked', async () => {
    const pipeline = pipe(bytes(path), take(1))
    await pipeline[Symbol.asyncIterator]().return?.()
    expect(openFilesIn(folder)).toEqual([])
  })

  test('has not read more than the first chunk when that is delivered', async () => {
    for await (const _ of bytes(path, { chunkSize: 3 })) {
      const own = readdirSync('/proc/self/fd').find((descriptor) => isOpenAs(descriptor, path))
      expect(readFileSync(`/proc/self/fdinfo/${own}`, 'utf8')).toMatch(/^pos:\s+3$/m)
      break
    }
  })
})

function isOpenAs(descriptor: string, file: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`) === file
  } catch {
    return false
  }
}

describe('the signal', () => {
  test('ends the pipeline with its reason, and the file is closed', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    let chunks = 0
    const pipeline = pipe(
      bytes(path, { chunkSize: 1, signal: controller.signal }),
      forEach(() => {
        chunks++
        controller.abort(reason)
      }),
    )
    await expect(pipeline).rejects.toBe(reason)
    expect(chunks).toBe(1)
    expect(openFilesIn(folder)).toEqual([])
  })

  test('that is aborted already opens nothing', async () => {
    const signal = AbortSignal.abort('before')
    const { error } = await outcomeOf(bytes(at('nowhere'), { signal }))
    expect(error).toBe('before')
  })
})

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  const makePipe = (name: string): string => {
    const fifo = at(name)
    execFileSync('mkfifo', [fifo])
    return fifo
  }

  test('is read as it is written', async () => {
    const fifo = makePipe('read')
    const reading = textOf(bytes(fifo))
    const writer = await open(fifo, 'w')
    await writer.write('one ')
    await writer.write('two')
    await writer.close()
    expect(await reading).toEqual({ text: 'one two' })
  })

  test('is read up to a byte, and not from one on', async () => {
    const fifo = makePipe('part')
    const reading = textOf(bytes(fifo, { end: 4 }))
    const writer = await open(fifo, 'w')
    await writer.write('one two')
    expect(await reading).toEqual({ text: 'one t' })
    const { error } = await outcomeOf(bytes(fifo, { start: 1 }))
    expect(error).toMatchObject({ code: 'ESPIPE', path: fifo })
    await writer.close()
  })

  test.skipIf(!seesOpenFiles)(
    'that nobody writes to does not hold up the signal, and is closed as soon as it is open',
    async () => {
      const fifo = makePipe('waiting')
      const controller = new AbortController()
      const reading = outcomeOf(bytes(fifo, { signal: controller.signal }))
      controller.abort('enough')
      expect(await reading).toEqual({ items: [], error: 'enough' })
      const writer = await open(fifo, 'w')
      while (openFilesIn(fifo).length > 1) await turn()
      await writer.close()
    },
  )
})

test.each([
  [
    '',
    undefined,
    TypeError,
    "bytes: path must be a non-empty string, a file: URL or a FileHandle, got ''",
  ],
  [1, undefined, TypeError, 'got 1'],
  [new URL('http://example.org/a'), undefined, TypeError, 'bytes: path must be'],
  ['a', null, TypeError, 'bytes: options must be an object, got null'],
  ['a', [], TypeError, 'bytes: options must be an object, got []'],
  [
    'a',
    { chunkSize: 0 },
    RangeError,
    'bytes: chunkSize must be a whole number from 1 to 2147483647, got 0',
  ],
  ['a', { chunkSize: 2 ** 31 }, RangeError, 'got 2147483648'],
  ['a', { chunkSize: '1' }, TypeError, "got '1'"],
  ['a', { start: -1 }, RangeError, 'start must be a whole number of at least 0, got -1'],
  ['a', { start: 2, end: 1 }, RangeError, 'end must be a whole number of at least 2, got 1'],
  ['a', { end: '1' }, TypeError, "bytes: end must be a whole number of at least 0, got '1'"],
  [{ fd: 3 }, undefined, TypeError, 'a file: URL or a FileHandle, got { fd: 3 }'],
  ['a', { signal: {} }, TypeError, 'bytes: signal must be an AbortSignal, got {}'],
])('bytes(%j, %j) is refused at the call', (input, options, type, message) => {
  const call = (): unknown => bytes(input as string, options as BytesOptions)
  expect(call).toThrow(type)
  expect(call).toThrow(message)
})
