import { pipe, toArray } from '@rivulet/core'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, parse, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { glob, isGlob, type GlobOptions } from './glob.ts'
import { temporaryFolder } from './testSupport.ts'

const cwd = temporaryFolder()
mkdirSync(join(cwd, 'sub'))
mkdirSync(join(cwd, '.git'))
const names = 'a10.log a2.log B.log ä.log .hidden.log note.txt x[1].log sub/c.log .git/d.log'
for (const name of names.split(' ')) writeFileSync(join(cwd, name), '')

function found(patterns: string | readonly string[], options: GlobOptions = { cwd }) {
  return pipe(glob(patterns, options), toArray())
}

describe('glob', () => {
  test('gives the files that match, sorted by code unit', async () => {
    expect(await found('*.log')).toEqual(['B.log', 'a10.log', 'a2.log', 'x[1].log', 'ä.log'])
  })

  test('takes several patterns, and gives each file once', async () => {
    expect(await found(['a2*', '*.txt', 'a*.log'])).toEqual(['a10.log', 'a2.log', 'note.txt'])
  })

  test('leaves out what a negated pattern matches, wherever that stands', async () => {
    expect(await found(['!a2*', 'a*'])).toEqual(['a10.log'])
    expect(await found(['!a2*'])).toEqual([])
  })

  test('leaves the same out of what an absolute pattern matches', async () => {
    const all = join(cwd, '**/*.log')
    const folder = { cwd: join(cwd, 'sub') }
    const rest = ['B.log', 'a10.log', 'x[1].log', 'ä.log'].map((name) => join(cwd, name))
    expect(await found([all, '!**/a2*', '!**/sub'])).toEqual(rest)
    expect(await found(all, { ignore: ['**/a2*', '**/sub/**'] })).toEqual(rest)
    expect(await found(all, { ...folder, ignore: ['../a2*', 'c.log'] })).toEqual(rest)
    expect(await found([all, '!(x).log'], { ...folder, ignore: [join(cwd, '*.log')] })).toEqual([
      join(cwd, 'sub/c.log'),
    ])
  })

  test('knows braces, brackets, question marks and parentheses', async () => {
    expect(await found('{a2,note}.{log,txt}')).toEqual(['a2.log', 'note.txt'])
    expect(await found('[aB]?(2).log')).toEqual(['B.log', 'a2.log'])
    expect(await found('a?.log')).toEqual(['a2.log'])
  })

  test('gives files only, and no folder is expanded', async () => {
    expect(await found('*')).not.toContain('sub')
    expect(await found('sub')).toEqual([])
  })

  test('goes into folders with two asterisks only', async () => {
    expect(await found('*/c.log')).toEqual(['sub/c.log'])
    expect(await found('**/*.log')).toContain('sub/c.log')
  })

  test('finds names and folders that begin with a dot by a dot only', async () => {
    expect(await found('**/*d*.log')).toEqual([])
    expect(await found(['.*.log', '.git/*'])).toEqual(['.git/d.log', '.hidden.log'])
  })

  test('gives nothing when nothing matches, or where no folder is', async () => {
    expect(await found('*.zip')).toEqual([])
    expect(await found('*.log', { cwd: join(cwd, 'nowhere') })).toEqual([])
  })

  test('gives a link to a file, but none that leads nowhere', async () => {
    symlinkSync(join(cwd, 'note.txt'), join(cwd, 'sub', 'good.link'))
    symlinkSync(join(cwd, 'nowhere'), join(cwd, 'sub', 'dead.link'))
    expect(await found('sub/*.link')).toEqual(['sub/good.link'])
  })

  test('looks from the current folder, or from one given as a URL', async () => {
    const own = relative(process.cwd(), import.meta.filename).replaceAll('\\', '/')
    expect(await found(own.replace('glob.test', 'glob.tes?'), {})).toEqual([own])
    expect(await found('note.*', { cwd: pathToFileURL(`${cwd}/`) })).toEqual(['note.txt'])
  })

  test('looks from what is the current folder when it is asked for the first path', async () => {
    const before = process.cwd()
    process.chdir(cwd)
    const looking = found('note.*', {})
    process.chdir(before)
    expect(await looking).toEqual(['note.txt'])
  })

  test('gives absolute paths for an absolute pattern', async () => {
    expect(await found(join(cwd, 'a*.log'), {})).toEqual([
      join(cwd, 'a10.log'),
      join(cwd, 'a2.log'),
    ])
    expect(await found(['sub/c*', join(cwd, 'note.*'), '!a*'])).toEqual([
      join(cwd, 'note.txt'),
      join(cwd, 'sub/c.log'),
    ])
  })

  test('finds what a pattern leads out to, the folder that it looks from among it', async () => {
    const inside = { cwd: join(cwd, 'sub') }
    expect(await found('../a*.log', inside)).toEqual(['../a10.log', '../a2.log'])
    expect(await found('../**/[Bc].log', inside)).toEqual(['../B.log', 'c.log'])
    expect(await found(['*.log', './../sub/../note.*'], inside)).toEqual(['../note.txt', 'c.log'])
    const folder = basename(cwd)
    expect(await found(`../../${folder}/*/c.*`, inside)).toEqual(['c.log'])
    const fromTheRoot = relative('/', join(cwd, 'note.*'))
    expect(await found(`${'../'.repeat(99)}${fromTheRoot}`, inside)).toEqual(['../note.txt'])
    const atTheRoot = { cwd: parse(cwd).root }
    expect(await found(`../${fromTheRoot}`, atTheRoot)).toEqual([fromTheRoot.replace('*', 'txt')])
  })

  test('looks when it is iterated, and anew in each iteration', async () => {
    const late = glob('late*', { cwd })
    writeFileSync(join(cwd, 'late1'), '')
    expect(await pipe(late, toArray())).toEqual(['late1'])
    writeFileSync(join(cwd, 'late0'), '')
    expect(await pipe(late, toArray())).toEqual(['late0', 'late1'])
  })

  test('is not changed by what later happens to the array of its patterns', async () => {
    const patterns = ['note.*']
    const notes = glob(patterns, { cwd })
    patterns[0] = '*'
    expect(await pipe(notes, toArray())).toEqual(['note.txt'])
  })
})

describe('what is ignored', () => {
  test('is left out, by one pattern or several', async () => {
    expect(await found('*.log', { cwd, ignore: 'a*' })).toEqual(['B.log', 'x[1].log', 'ä.log'])
    expect(await found('note.*', { cwd, ignore: [] })).toEqual(['note.txt'])
    expect(await found('**/*.log', { cwd, ignore: ['sub/**', '*1*'] })).toEqual([
      'B.log',
      'a2.log',
      'ä.log',
    ])
  })

  test('is left out where a pattern leads out of the folder', async () => {
    const inside = join(cwd, 'sub')
    const all = ['../**/*.log', '*.log']
    for (const ignore of ['**/{a,ä}*', ['../a*', join(cwd, 'ä*')]]) {
      expect(await found(all, { cwd: inside, ignore })).toEqual([
        '../B.log',
        '../x[1].log',
        'c.log',
      ])
    }
    expect(await found([...all, '!**/*[12]*', '!c*', '!../../*.log'], { cwd: inside })).toEqual([
      '../B.log',
      '../ä.log',
    ])
    // Above what is looked through, a folder that is to be left out counts for nothing.
    expect(await found('../note.*', { cwd: inside, ignore: `**/${basename(cwd)}/**` })).toEqual([
      '../note.txt',
    ])
  })

  test('may be relative or absolute, whichever the patterns are', async () => {
    expect(await found(join(cwd, 'a*.log'), { ignore: join(cwd, 'a1*') })).toEqual([
      join(cwd, 'a2.log'),
    ])
    expect(await found('a*.log', { cwd, ignore: join(cwd, 'a1*') })).toEqual(['a2.log'])
    expect(await found(join(cwd, 'a*.log'), { cwd, ignore: 'a1*' })).toEqual([join(cwd, 'a2.log')])
  })
})

describe('the order', () => {
  const logs = temporaryFolder()
  const rotated = ['web.log', 'web.log.1', 'web.log.2.gz', 'web.log.10.gz']
  for (const name of [...rotated, 'api.log', 'api.log-20260101.gz', 'api.log-20260102']) {
    writeFileSync(join(logs, name), '')
  }

  test('is that of code units if nothing is said', async () => {
    expect(await found('web*', { cwd: logs })).toEqual(rotated.toSorted())
  })

  test("'natural' counts numbers by their value", async () => {
    expect(await found('web*', { cwd: logs, order: 'natural' })).toEqual(rotated)
  })

  test("'rotation' begins with the oldest file of each log", async () => {
    expect(await found('*', { cwd: logs, order: 'rotation' })).toEqual([
      'api.log-20260101.gz',
      'api.log-20260102',
      'api.log',
      'web.log.10.gz',
      'web.log.2.gz',
      'web.log.1',
      'web.log',
    ])
  })
})

test.each(['age', '', 'constructor'])(
  'the order %j is refused as one that there is not',
  (order) => {
    const call = (): unknown => glob('*', { order } as unknown as GlobOptions)
    expect(call).toThrow(RangeError)
    expect(call).toThrow(`glob: order must be one of 'name', 'natural', 'rotation', got '${order}'`)
  },
)

test.each([
  ['', undefined, "glob: patterns must be a string or a non-empty array of strings, got ''"],
  [[], undefined, 'got []'],
  [['a', 1], undefined, 'glob: patterns must be'],
  [undefined, undefined, 'got undefined'],
  ['*', null, 'glob: options must be an object, got null'],
  ['*', { cwd: 1 }, 'glob: cwd must be a non-empty string or a file: URL, got 1'],
  ['*', { ignore: 1 }, 'glob: ignore must be a string or a non-empty array of strings, got 1'],
  ['*', { ignore: [''] }, "got [ '' ]"],
  ['*', { order: 1 }, "glob: order must be one of 'name', 'natural', 'rotation', got 1"],
])('glob(%j, %j) is refused at the call', (patterns, options, message) => {
  const call = (): unknown => glob(patterns as string, options as unknown as GlobOptions)
  expect(call).toThrow(TypeError)
  expect(call).toThrow(message)
})

test.each(['*', 'a?', '[ab]', '{a,b}', '(a|b)', '!a'])('isGlob of %s is true', async (path) => {
  expect(await isGlob(path)).toBe(true)
})

test.each(['a.log', 'logs/2026-11-22.log.gz', 'a b', '{a}', 'a!', '.'])(
  'isGlob of %s is false',
  async (path) => {
    expect(await isGlob(path)).toBe(false)
  },
)
