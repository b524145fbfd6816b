// A CSV file read whole into an array, and the same file row by row through csv-parse: what differs is the memory.
// Each way runs in a process of its own, as the peak of a process never comes down again.
import { count, filter, map, pipe, range } from '@rivulet/core'
import { bytes, toFile } from '@rivulet/files'
import { through } from '@rivulet/streams'
import { parse } from 'csv-parse'
import { parse as parseAll } from 'csv-parse/sync'
import { ok, strictEqual } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Order {
  readonly id: string
  readonly customer: string
  readonly total: string
}

const ROWS = 150_000
const isLarge = (order: Order): boolean => Number(order.total) >= 90

const ways: Record<string, (path: string) => number | Promise<number>> = {
  array(path) {
    const orders = parseAll<Order>(readFileSync(path), { columns: true })
    return orders.filter(isLarge).length
  },
  async rows(path) {
    const orders = through<Order>(() => parse({ columns: true }))
    return pipe(bytes(path, { chunkSize: 64 * 1024 }), orders, filter(isLarge), count())
  },
}

const [way = '', path = ''] = process.argv.slice(2)
const run = ways[way]

if (run === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'rivulet-csv-'))
  try {
    const file = join(folder, 'orders.csv')
    const orders = map((id: number) => `${id},"Customer ${id % 1000}, Ltd.",${id % 100}.50\n`)
    await pipe(['id,customer,total\n'], toFile(file))
    await pipe(range(0, ROWS), orders, toFile(file, { append: true }))
    const [array, rows] = ['array', 'rows'].map((name) => measure(name, file))
    strictEqual(array?.large, ROWS / 10)
    strictEqual(rows?.large, ROWS / 10)
    ok(rows.megabytes < array.megabytes, 'rows take less memory than an array of them')
  } finally {
    rmSync(folder, { recursive: true })
  }
} else {
  const begun = performance.now()
  const large = await run(path)
  const milliseconds = Math.round(performance.now() - begun)
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ large, milliseconds, megabytes }))
}

function measure(name: string, file: string): { large: number; megabytes: number } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), name, file],
    { encoding: 'utf8' },
  )
  strictEqual(status, 0, stderr)
  console.log(`${name.padEnd(5)} ${stdout.trim()}`)
  return JSON.parse(stdout) as { large: number; megabytes: number }
}
