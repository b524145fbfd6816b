import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { main, type Host } from './main.ts'

let folder: string

const entry = (path: string, status: number): string =>
  `203.0.113.7 - - [22/Nov/2026:13:57:21 +0000] "GET ${path} HTTP/1.1" ${status} 12 "-" "curl/8"\n`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-pipeline-test-'))
  const inFolder = (name: string, content: string | Buffer): void =>
    writeFileSync(join(folder, name), content)
  inFolder('b.log', entry('/b', 500) + entry('/a', 503) + entry('/ok', 200) + 'rubbish\n')
  inFolder('c.log.gz', gzipSync(entry('/b?x=1', 502) + entry('/Z', 599) + entry('/not', 499)))
  inFolder('notes.txt', entry('/ignored', 500))
  const whole = gzipSync(
    Array.from({ length: 2000 }, (_, n) => entry(`/cut/${n % 3}`, 500)).join(''),
  )
  inFolder('cut.gz', whole.subarray(0, whole.length - 20))
  mkdirSync(join(folder, 'empty'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the program as the command line does. */
async function run(...parameters: string[]) {
  return runWith(Readable.from([]), ...parameters)
}

async function runWith(stdin: Readable, ...parameters: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const events = new EventEmitter()
  const host = {
    stdin,
    stdout,
    stderr,
    once: events.once.bind(events),
    off: events.off.bind(events),
  } as unknown as Host
  const status = await main(parameters, host)
  return { status, stdout: written(stdout), stderr: written(stderr) }
}

function written(stream: PassThrough): string {
  return String(stream.read() ?? '')
}

const withoutTime = (text: string): string => text.replace(/[\d,]+ ms/, '… ms')

describe('log-pipeline', () => {
  test('reads the logs of a folder and prints errors by count, then by path', async () => {
    const { status, stdout } = await run(folder)
    expect(status).toBe(0)
    expect(withoutTime(stdout)).toBe(
      [
        'errors  path',
        '     2  /b',
        '     1  /Z',
        '     1  /a',
        '',
        '2 files, 7 lines, 1 malformed, 4 errors, … ms',
        '',
      ].join('\n'),
    )
  })

  test('prints one JSON object with --format json', async () => {
    const { stdout } = await run('--format', 'json', join(folder, 'b.log'))
    const { elapsedMs, ...rest } = JSON.parse(stdout)
    expect(elapsedMs).toBeTypeOf('number')
    expect(rest).toEqual({
      files: 1,
      lines: 4,
      malformed: 1,
      errors: 2,
      results: [
        { path: '/a', count: 1 },
        { path: '/b', count: 1 },
      ],
    })
    expect(Object.keys(JSON.parse(stdout))).toEqual([
      'files',
      'lines',
      'malformed',
      'errors',
      'elapsedMs',
      'results',
    ])
  })

  test('reads a glob, and a file twice that is named twice', async () => {
    const { stdout } = await run(
      '--format=json',
      join(folder, 'c*.log.gz'),
      join(folder, 'b.log'),
      join(folder, 'b.log'),
    )
    expect(JSON.parse(stdout)).toMatchObject({ files: 3, lines: 11, errors: 6 })
  })

  test('reads standard input, compressed or not', async () => {
    const text = entry('/in', 500)
    for (const input of [text, gzipSync(text)]) {
      const { stdout } = await runWith(Readable.from([Buffer.from(input)]), '--format=json', '-')
      expect(JSON.parse(stdout)).toMatchObject({
        files: 1,
        lines: 1,
        results: [{ path: '/in', count: 1 }],
      })
    }
  })

  test('says that there are no errors with a line of totals alone', async () => {
    const { status, stdout } = await runWith(Readable.from([entry('/', 200)]), '-')
    expect(status).toBe(0)
    expect(withoutTime(stdout)).toBe('1 file, 1 line, 0 malformed, 0 errors, … ms\n')
  })

  test('counts what a truncated file still gives, names it and exits with 1', async () => {
    const { status, stdout, stderr } = await run(
      '--format=json',
      join(folder, 'cut.gz'),
      join(folder, 'b.log'),
    )
    const { errors, lines, files } = JSON.parse(stdout)
    expect([status, files]).toEqual([1, 2])
    expect(lines).toBeGreaterThan(1_004)
    expect(errors).toBeGreaterThan(1_000)
    expect(stderr).toContain(join(folder, 'cut.gz'))
    expect(stderr).toContain('cut off')
  })

  test.each([
    ['a missing file', 'nowhere.log', "no such file or folder: 'nowhere.log'"],
    ['a glob that matches nothing', 'nowhere/*.log', "no such file or folder: 'nowhere/*.log'"],
  ])('names %s and exits with 2', async (_, input, message) => {
    const { status, stdout, stderr } = await run(input)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`log-pipeline: ${message}\n`)
  })

  test('tells a missing input before it reads any other', async () => {
    const { status, stdout } = await run(join(folder, 'b.log'), 'nowhere.log')
    expect([status, stdout]).toEqual([2, ''])
  })

  test('names a folder without logs and exits with 2', async () => {
    const { status, stderr } = await run(join(folder, 'empty'))
    expect(status).toBe(2)
    expect(stderr).toContain(join(folder, 'empty'))
  })

  test.each([
    [[], 'no input was given'],
    [['--format', 'xml', 'x'], "--format must be table or json, not 'xml'"],
    [['--colour', 'x'], '--colour'],
  ])('explains the command line %j and exits with 2', async (parameters, message) => {
    const { status, stdout, stderr } = await run(...parameters)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toContain('--help')
  })

  test('refuses standard input twice, and an empty name', async () => {
    expect((await run('-', '-')).stderr).toContain('only once')
    expect(await run('')).toMatchObject({ status: 2, stdout: '' })
  })

  test('says when the result cannot be written, but not when its reader has left', async () => {
    for (const [code, status] of [
      ['ENOSPC', 1],
      ['EPIPE', 0],
    ] as const) {
      const stdout = new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
      })
      const stderr = new PassThrough()
      const events = new EventEmitter()
      const host = { stdout, stderr, once: events.once.bind(events), off: events.off.bind(events) }
      expect(await main([join(folder, 'b.log')], host as unknown as Host)).toBe(status)
      expect(written(stderr)).toBe(
        status === 1 ? 'log-pipeline: the result could not be written\n' : '',
      )
    }
  })

  test('counts a line of 20 MB as malformed and goes on', async () => {
    const input = Readable.from([Buffer.alloc(20_000_000, 'x'), `\n${entry('/', 500)}`])
    const { stdout } = await runWith(input, '--format=json', '-')
    expect(JSON.parse(stdout)).toMatchObject({ lines: 2, malformed: 1, errors: 1 })
  })

  test('prints its usage and its version on standard output', async () => {
    expect((await run('--help')).stdout).toContain('Usage: log-pipeline')
    expect((await run('-v')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('stops on an interrupt, also when the input never ends, and exits with 130', async () => {
    let stdin = Readable.from([])
    const reading = new Promise<void>((resolve) => {
      stdin = new Readable({ read: () => resolve() })
    })
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const events = new EventEmitter()
    const host = {
      stdin,
      stdout,
      stderr,
      once: events.once.bind(events),
      off: events.off.bind(events),
    } as unknown as Host
    const running = main(['-'], host)
    await reading
    events.emit('SIGINT')
    expect(await running).toBe(130)
    expect(String(stderr.read())).toContain('interrupted')
    expect(stdin.destroyed).toBe(true)
  })

  test('shows control characters of a path as escapes', async () => {
    const line = JSON.stringify({ request: 'GET /\u001b[2J HTTP/1.1', status: 500 })
    const { stdout } = await runWith(Readable.from([line]), '-')
    expect(stdout).toContain(String.raw`/\x1b[2J`)
    expect(stdout).not.toContain('\u001b')
  })
})
