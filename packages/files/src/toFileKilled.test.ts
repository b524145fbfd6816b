import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from './testSupport.ts'

const folder = temporaryFolder()
const writer = join(folder, 'built/writer.js')
const KILLS = 50
const PIECES = 40

/** Writes one version of a file after the other, and says so in the middle of the second one. */
const WRITER = `
  import { map, pipe, range, tap } from '@rivulet/core'
  import { toFile } from ${JSON.stringify(fileURLToPath(new URL('toFile.ts', import.meta.url)))}
  const [path, middle] = process.argv.slice(2)
  for (let version = 1; ; version++) {
    const pieces = pipe(
      range(0, ${PIECES}),
      tap((piece) => version === 2 && piece === Number(middle) && process.stdout.write('middle')),
      map((piece) => (version + ' ' + piece + '\\n').repeat(5000)),
    )
    await pipe(pieces, toFile(path))
  }
`

/** What is used of tsup. Its declarations import packages that are not there, so they are not read. */
interface Tsup {
  build(options: object): Promise<void>
}

// Node 20 runs no TypeScript.
beforeAll(async () => {
  const name: string = 'tsup'
  const { build } = (await import(name)) as Tsup
  const source = join(folder, 'writer.ts')
  writeFileSync(source, WRITER)
  await build({
    entry: [source],
    outDir: join(folder, 'built'),
    format: 'esm',
    target: 'node20.19',
    noExternal: [/^@rivulet/],
    config: false,
    silent: true,
    esbuildOptions: (options: { conditions: string[]; nodePaths: string[] }) => {
      options.conditions = ['@rivulet/source']
      options.nodePaths = [fileURLToPath(new URL('../node_modules', import.meta.url))]
    },
  })
}, 60_000)

function contentOf(version: string): string {
  const pieces = Array.from({ length: PIECES }, (_, piece) => `${version} ${piece}\n`.repeat(5000))
  return pieces.join('')
}

/** @returns the version that is found after the kill, and whether a file was left that was not complete */
async function killIn(middle: number): Promise<{ version: string; wasWriting: boolean }> {
  const home = join(folder, `killed-${middle}-${Math.random()}`)
  const path = join(home, 'a.txt')
  mkdirSync(home)
  const child = spawn(process.execPath, [writer, path, String(middle)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  expect(await exited).toEqual([null, 'SIGKILL'])
  const found = readFileSync(path, 'utf8')
  const version = found.slice(0, found.indexOf(' '))
  expect(found === contentOf(version)).toBe(true)
  return { version, wasWriting: readdirSync(home).length > 1 }
}

test.skipIf(process.platform === 'win32')(
  `a file has one version or the next after its writer was killed, ${KILLS} times`,
  { timeout: 240_000 },
  async () => {
    const killed: { version: string; wasWriting: boolean }[] = []
    while (killed.length < KILLS) {
      const places = Array.from({ length: 5 }, (_, index) => (killed.length + index) % PIECES)
      killed.push(...(await Promise.all(places.map(killIn))))
    }
    // Or nothing was shown: the writer was idle whenever it was killed.
    expect(killed.filter(({ wasWriting }) => wasWriting).length).toBeGreaterThan(KILLS / 5)
    expect(killed.some(({ version }) => version === '1')).toBe(true)
  },
)
