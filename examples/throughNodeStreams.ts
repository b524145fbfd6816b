// Between Node streams: a Readable in, a Transform of zlib in the middle, a Writable out.
import { map, pipe } from '@rivulet/core'
import { splitLines } from '@rivulet/files'
import { fromReadable, through, writeTo } from '@rivulet/streams'
import { strictEqual } from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createGzip, gunzipSync } from 'node:zlib'

const request = Readable.from([Buffer.from('one\ntw'), Buffer.from('o\n')])
const response = new PassThrough()
const received = text(response.setEncoding('base64'))

await pipe(
  fromReadable(request),
  splitLines(),
  map((line) => `${line.toUpperCase()}\n`),
  through<Buffer>(createGzip()),
  writeTo(response),
)

strictEqual(String(gunzipSync(Buffer.from(await received, 'base64'))), 'ONE\nTWO\n')
