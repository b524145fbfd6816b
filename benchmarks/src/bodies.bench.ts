// A JSON array and JSON lines, element by element: what does it cost beside reading them at once?
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { forEach, pipe } from '@rivulet/core'
import { jsonArray, ndjson } from '@rivulet/http'
import jsonLines from 'stream-json/jsonl/parser.js'
import elements from 'stream-json/streamers/stream-array.js'
import { compare } from './compare.ts'

interface Row {
  readonly id: number
  readonly tags: readonly string[]
}

const ROWS = Array.from({ length: 50_000 }, (_, id) => ({
  id,
  name: `user ${id}`,
  email: `user${id}@example.com`,
  active: id % 3 === 0,
  score: id / 7,
  tags: ['a', `b${id % 100}`, 'ç'],
  address: { street: `${id} Main Street`, city: 'Springfield', position: [id % 90, -id % 180] },
}))
const ARRAY = Buffer.from(JSON.stringify(ROWS))
const LINES = Buffer.from(ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''))
const CHUNK = 64 * 1024
const url = 'https://api.example.com/rows'

/** Stands in for the server, whose work is not what is measured. */
const respond = (body: Buffer): Response => {
  let start = 0
  const chunks = new globalThis.ReadableStream<Uint8Array>({
    pull(controller) {
      if (start >= body.length) return controller.close()
      controller.enqueue(body.subarray(start, (start += CHUNK)))
    },
  })
  return new Response(chunks)
}

const toNode = ({ body }: Response): Readable => Readable.fromWeb(body as ReadableStream)

class Sum {
  rows = 0
  total = 0
  add({ id, tags }: Row): void {
    this.rows++
    this.total += id + tags.length
  }
}

async function sumOf(rows: AsyncIterable<Row> | Iterable<Row>): Promise<Sum> {
  const sum = new Sum()
  for await (const row of rows) sum.add(row)
  return sum
}

/** The streams of stream-json wrap what they give. */
async function sumOfValues(pairs: Readable): Promise<Sum> {
  const sum = new Sum()
  for await (const { value } of pairs as AsyncIterable<{ value: Row }>) sum.add(value)
  return sum
}

function sumAtOnce(rows: readonly Row[]): Sum {
  const sum = new Sum()
  for (const row of rows) sum.add(row)
  return sum
}

await compare(`Bodies: a JSON array of ${ROWS.length} objects`, {
  async Rivulet() {
    const sum = new Sum()
    const rows = jsonArray<Row>(url, '', { fetch: async () => respond(ARRAY) })
    await pipe(
      rows,
      forEach((row) => sum.add(row)),
    )
    return sum
  },
  'Rivulet, for await': () => sumOf(jsonArray<Row>(url, '', { fetch: async () => respond(ARRAY) })),
  'response.json(), all in memory': async () =>
    sumAtOnce((await respond(ARRAY).json()) as readonly Row[]),
  'stream-json': () => sumOfValues(toNode(respond(ARRAY)).pipe(elements.withParserAsStream())),
})

await compare(`Bodies: ${ROWS.length} JSON lines`, {
  async Rivulet() {
    const sum = new Sum()
    const rows = ndjson<Row>(url, { fetch: async () => respond(LINES) })
    await pipe(
      rows,
      forEach((row) => sum.add(row)),
    )
    return sum
  },
  'Rivulet, for await': () => sumOf(ndjson<Row>(url, { fetch: async () => respond(LINES) })),
  async 'text() and split, all in memory'() {
    const lines = (await respond(LINES).text()).trimEnd().split('\n')
    return sumAtOnce(lines.map((line) => JSON.parse(line) as Row))
  },
  async readline() {
    const sum = new Sum()
    const input = toNode(respond(LINES))
    for await (const line of createInterface({ input })) sum.add(JSON.parse(line) as Row)
    return sum
  },
  // oxlint-disable-next-line typescript/no-deprecated -- the same comes from stream-chain, under it
  'stream-json': () => sumOfValues(toNode(respond(LINES)).pipe(jsonLines.asStream())),
})
