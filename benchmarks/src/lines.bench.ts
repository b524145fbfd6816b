// What do the lines of a log cost, plain and gzipped? Whole processes: processor time of all threads, and peak memory.
import { deepStrictEqual } from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { forEach, pipe } from '@rivulet/core'
import { lines } from '@rivulet/files'
import NReadLines from 'n-readlines'
import split2 from 'split2'
// The program exports nothing; its sample logs are what its demo shows.
import { writeSampleLog } from '../../apps/log-pipeline/src/demo/sampleLog.ts'
import { report, type Usage } from './usage.ts'

const LINES = 2_000_000
const ROUNDS = 7

/** What every variant has to find; a variant that counts only lines leaves the other out. */
interface Found {
  readonly lines: number
  readonly characters?: number
}

type Variant = (file: string) => Promise<Found>

async function countAll(source: AsyncIterable<string> | Iterable<string>): Promise<Found> {
  let count = 0
  let characters = 0
  for await (const line of source) {
    count++
    characters += line.length
  }
  return { lines: count, characters }
}

const rivulet: Variant = async (file) => {
  let count = 0
  let characters = 0
  await pipe(
    lines(file),
    forEach((line) => {
      count++
      characters += line.length
    }),
  )
  return { lines: count, characters }
}

const rivuletWithPositions: Variant = async (file) => {
  let count = 0
  let characters = 0
  await pipe(
    lines(file, { position: true }),
    forEach(({ text }) => {
      count++
      characters += text.length
    }),
  )
  return { lines: count, characters }
}

async function countBytes(source: AsyncIterable<Buffer>): Promise<Found> {
  let count = 0
  for await (const chunk of source) count += chunk.length
  return { lines: LINES, characters: count - LINES }
}

const gunzipWithDefaults: Variant = (file) =>
  countBytes(createReadStream(file).pipe(createGunzip()))

/** With the sizes that make it fastest. */
const fastestGunzip = (file: string): AsyncIterable<Buffer> =>
  createReadStream(file, { highWaterMark: 1024 * 1024 }).pipe(
    createGunzip({ chunkSize: 256 * 1024 }),
  )

/** What is left if nothing is a stage: blocks of whole lines, decoded and cut in one loop. */
async function cutByHand(chunks: AsyncIterable<Buffer>): Promise<Found> {
  let count = 0
  let characters = 0
  let rest = Buffer.alloc(0)
  const cut = (block: Buffer): void => {
    const text = block.toString()
    let at = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      count++
      characters += text.slice(at, end).length
      at = end + 1
    }
  }
  for await (const chunk of chunks) {
    let from = chunk.indexOf(10) + 1
    cut(Buffer.concat([rest, chunk.subarray(0, from)]))
    const whole = chunk.lastIndexOf(10) + 1
    while (from < whole) {
      const end = chunk.lastIndexOf(10, Math.min(from + 2048, whole) - 1) + 1
      cut(chunk.subarray(from, end))
      from = end
    }
    rest = Buffer.from(chunk.subarray(whole))
  }
  return { lines: count, characters }
}

/** Into one piece of memory, as `lines` does. */
async function* readByHand(path: string): AsyncGenerator<Buffer> {
  await using file = await open(path)
  const memory = Buffer.allocUnsafeSlow(512 * 1024)
  for (;;) {
    const { bytesRead } = await file.read(memory, 0, memory.length)
    if (bytesRead === 0) return
    yield memory.subarray(0, bytesRead)
  }
}

const nReadLines: Variant = async (file) => {
  const reader = new NReadLines(file)
  let count = 0
  let characters = 0
  for (let line = reader.next(); line !== null; line = reader.next()) {
    count++
    characters += line.toString().length
  }
  return { lines: count, characters }
}

const PYTHON = `
import gzip, sys
opener = gzip.open if sys.argv[1].endswith('.gz') else open
count = characters = 0
for line in opener(sys.argv[1], 'rt', encoding='utf-8', newline='\\n'):
    count += 1
    characters += len(line) - 1
print('{"lines": %d, "characters": %d}' % (count, characters))
`

const inNode: Readonly<Record<string, Variant>> = {
  'plain: Rivulet': rivulet,
  'plain: Rivulet, for await': (file) => countAll(lines(file)),
  'plain: Rivulet, positions': rivuletWithPositions,
  'plain: loop by hand': (file) => cutByHand(readByHand(file)),
  'plain: readline': (file) =>
    countAll(createInterface({ input: createReadStream(file), crlfDelay: Infinity })),
  'plain: FileHandle.readLines': async (file) => countAll((await open(file)).readLines()),
  'plain: split2': (file) => countAll(createReadStream(file).pipe(split2())),
  'plain: n-readlines': nReadLines,
  'gzip: gunzip alone': (file) => countBytes(fastestGunzip(file)),
  'gzip: gunzip alone, default sizes': gunzipWithDefaults,
  'gzip: Rivulet': rivulet,
  'gzip: Rivulet, for await': (file) => countAll(lines(file)),
  'gzip: Rivulet, positions': rivuletWithPositions,
  'gzip: loop by hand': (file) => cutByHand(fastestGunzip(file)),
  'gzip: readline': (file) =>
    countAll(
      createInterface({
        input: createReadStream(file).pipe(createGunzip()),
        crlfDelay: Infinity,
      }),
    ),
  'gzip: split2': (file) => countAll(createReadStream(file).pipe(createGunzip()).pipe(split2())),
}

/** Programs, run by a shell that tells the processor time of what it ran. */
const inShell: Readonly<Record<string, string>> = {
  'plain: wc -l': `printf '{"lines": %d}\\n' $(wc -l < "$1")`,
  'plain: python3': `python3 -c "$2" "$1"`,
  'gzip: zcat | wc -l': `printf '{"lines": %d}\\n' $(zcat "$1" | wc -l)`,
  'gzip: python3': `python3 -c "$2" "$1"`,
}

/** A variant in this process, which was started for it. */
async function measureHere(name: string, file: string): Promise<void> {
  const begin = process.cpuUsage()
  const start = performance.now()
  const found = await inNode[name]?.(file)
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(begin)
  const usage: Usage = {
    wall,
    processor: (user + system) / 1000,
    peak: process.resourceUsage().maxRSS / 1024,
  }
  console.log(JSON.stringify({ found, usage }))
}

function measureInNode(name: string, file: string): { found: Found; usage: Usage } {
  const self = fileURLToPath(import.meta.url)
  const output = execFileSync(process.execPath, [self, name, file], { encoding: 'utf8' })
  return JSON.parse(output) as { found: Found; usage: Usage }
}

function measureInShell(script: string, file: string): { found: Found; usage: Usage } {
  const start = performance.now()
  const parameters = ['-c', `${script}; times`, 'sh', file, PYTHON]
  const output = execFileSync('sh', parameters, { encoding: 'utf8' }).trim().split('\n')
  const wall = performance.now() - start
  const seconds = [...(output.at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  )
  const processor = seconds.reduce((sum, each) => sum + each, 0) * 1000
  return { found: JSON.parse(output[0] ?? '') as Found, usage: { wall, processor } }
}

async function measureAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-benchmark-'))
  try {
    const gzipped = join(folder, 'access.log.gz')
    const plain = join(folder, 'access.log')
    await writeSampleLog(gzipped, LINES, 1)
    await pipeline(createReadStream(gzipped), createGunzip(), createWriteStream(plain))
    const fileFor = (name: string): string => (name.startsWith('gzip') ? gzipped : plain)
    const hasPython = spawnSync('python3', ['--version']).error === undefined
    const variants = [
      ...Object.keys(inNode).map(
        (name) => [name, () => measureInNode(name, fileFor(name))] as const,
      ),
      ...Object.entries(inShell)
        .filter(([, script]) => hasPython || !script.startsWith('python3'))
        .map(([name, script]) => [name, () => measureInShell(script, fileFor(name))] as const),
    ]
    let expected: Found | undefined
    const usages = new Map<string, Usage[]>(variants.map(([name]) => [name, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, measure] of variants) {
        const { found, usage } = measure()
        expected ??= found
        deepStrictEqual({ ...expected, ...found }, expected, `${name} finds something else`)
        usages.get(name)?.push(usage)
      }
    }
    report('Lines of a log', usages)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [, , name, file] = process.argv
if (name !== undefined && file !== undefined) await measureHere(name, file)
else await measureAll()
