// oxlint-disable-next-line import/no-unassigned-import -- it declares types and holds no value
import '@rivulet/streams/zlib-streams'
import { pipe, take, toArray } from '@rivulet/core'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import {
  CompressionStreamZlib,
  DecompressionStreamZlib,
  setWasmExports,
} from 'zlib-streams/zlib-streams.js'
import { rejection } from './testSupport.ts'
import { through } from './through.ts'

// The library of ES2023 does not declare it.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { instantiate(wasm: Buffer): Promise<{ instance: { exports: object } }> }
}
const wasm = await readFile(
  createRequire(import.meta.url).resolve('zlib-streams/zlib-streams.wasm'),
)

// A new engine for each test: one of them uses it up.
beforeEach(async () => {
  const { instance } = await WebAssembly.instantiate(wasm)
  setWasmExports(instance.exports)
})

const gunzip = () => through<Uint8Array>(() => new DecompressionStreamZlib('gzip'))

test('a stream of `zlib-streams` is a stage', async () => {
  const text = 'hello €😀 '.repeat(10_000)
  const compressed = await pipe(
    [Buffer.from(text)],
    through<Uint8Array>(() => new CompressionStreamZlib('gzip', { level: 9 })),
    toArray(),
  )
  expect(gunzipSync(Buffer.concat(compressed)).toString()).toBe(text)
  const back = await pipe(compressed, gunzip(), toArray())
  expect(Buffer.concat(back).toString()).toBe(text)
})

test('so is one of another format', async () => {
  const raw = through<Uint8Array>(() => new DecompressionStreamZlib('deflate-raw'))
  const [chunk = []] = await pipe([deflateRawSync('hello')], raw, toArray())
  expect(Buffer.from(chunk).toString()).toBe('hello')
})

test("an error of it is the pipeline's", async () => {
  expect(await rejection(pipe([Buffer.from('no gzip')], gunzip(), toArray()))).toBeInstanceOf(Error)
})

// What the declarations say of its defects. When one of these fails, they have to be changed.
test('of several members it gives the first alone', async () => {
  const members = Buffer.concat([gzipSync('first'), gzipSync('second')])
  const chunks = await pipe([members], gunzip(), toArray())
  expect(Buffer.concat(chunks).toString()).toBe('first')
})

test(
  'each stream that is left early costs memory, until no stream works any more',
  { timeout: 60_000 },
  async () => {
    const big = gzipSync(Buffer.alloc(200_000, 'abcdefghij'))
    const leaveOne = () => pipe([big], gunzip(), take(1), toArray())
    const readOne = () => pipe([big], gunzip(), toArray())
    for (let count = 0; count < 150; count++) await readOne()
    let left = 0
    const error = await rejection(
      (async () => {
        for (; left < 500; left++) await leaveOne()
      })(),
    )
    expect((error as Error).message).toMatch(/^(?:init failed|process error)/)
  },
)
