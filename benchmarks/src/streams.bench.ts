// Values and bytes into Node streams, out of them, and through operators, beside Node's own bridges.
import { filter, map, pipe, reduce } from '@rivulet/core'
import { fromReadable, toReadable, toTransform, writeTo } from '@rivulet/streams'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { compare } from './compare.ts'
import { add, double, increment, isEven } from './numbers.ts'

const COUNT = 100_000
const ROUNDS = { rounds: 15 }
const numbers: readonly number[] = Array.from({ length: COUNT }, (_, index) => index)

/** A stream that pushes as long as there is room, as parsers and drivers do. */
function objects(): Readable {
  let next = 0
  return new Readable({
    objectMode: true,
    read() {
      while (next < COUNT) if (!this.push(next++)) return
      this.push(null)
    },
  })
}

/** Sums what is written, in place of a destination that does something with it. */
function summing(): { readonly writable: Writable; readonly total: () => number } {
  let sum = 0
  const writable = new Writable({
    objectMode: true,
    write(item: number, _, callback) {
      sum += item
      callback()
    },
  })
  return { writable, total: () => sum }
}

async function sumOf(items: AsyncIterable<number>): Promise<number> {
  let sum = 0
  for await (const item of items) sum += item
  return sum
}

await compare(
  'Streams: an object stream in',
  {
    'fromReadable, reduce': () => pipe(fromReadable<number>(objects()), reduce(add, 0)),
    'fromReadable, for await': () => sumOf(fromReadable<number>(objects())),
    "Node's for await": () => sumOf(objects()),
  },
  ROUNDS,
)

async function* oneByOne(): AsyncGenerator<number> {
  for (const value of numbers) yield value
}

await compare(
  'Streams: an array to a Readable and out again',
  {
    'toReadable, fromReadable': () =>
      pipe(fromReadable<number>(toReadable(numbers)), reduce(add, 0)),
    'toReadable, for await': () => sumOf(toReadable(numbers)),
    'Readable.from, for await': () => sumOf(Readable.from(numbers)),
  },
  ROUNDS,
)

await compare(
  'Streams: an async generator to a Readable and out again',
  {
    'toReadable, fromReadable': () =>
      pipe(fromReadable<number>(toReadable(oneByOne())), reduce(add, 0)),
    'toReadable, for await': () => sumOf(toReadable(oneByOne())),
    'Readable.from, for await': () => sumOf(Readable.from(oneByOne())),
  },
  ROUNDS,
)

function transform(step: (value: number) => number | undefined): Transform {
  return new Transform({
    objectMode: true,
    transform(value: number, _, callback) {
      const result = step(value)
      if (result === undefined) callback()
      else callback(null, result)
    },
  })
}

const three = (): Transform[] => [
  transform(increment),
  transform((value) => (isEven(value) ? value : undefined)),
  transform(double),
]

const toSum = async (...streams: Transform[]): Promise<number> => {
  const { writable, total } = summing()
  await pipeline([objects(), ...streams, writable])
  return total()
}

await compare(
  'Streams: three operators between a Readable and a Writable',
  {
    toTransform: () => toSum(toTransform(map(increment), filter(isEven), map(double))),
    'pipe, fromReadable, writeTo': async () => {
      const { writable, total } = summing()
      await pipe(
        fromReadable<number>(objects()),
        map(increment),
        filter(isEven),
        map(double),
        writeTo(writable),
      )
      return total()
    },
    'three Transforms': () => toSum(...three()),
    'Readable.prototype.map, filter, map': async () => {
      const { writable, total } = summing()
      await pipeline(objects().map(increment).filter(isEven).map(double), writable)
      return total()
    },
  },
  ROUNDS,
)

const count = (sum: number, part: Buffer): number => sum + part.length

async function countingLoop(items: AsyncIterable<Buffer>): Promise<number> {
  let sum = 0
  for await (const part of items) sum += part.length
  return sum
}

for (const [size, chunks] of [
  [64, 50_000],
  [1024, 50_000],
  [65_536, 20_000],
] as const) {
  const chunk = Buffer.alloc(size, 'a')
  const bytes = (): Readable => {
    let left = chunks
    return new Readable({
      read() {
        while (left > 0) {
          left--
          if (!this.push(chunk)) return
        }
        this.push(null)
      },
    })
  }
  await compare(
    `Streams: bytes in, chunks of ${size}`,
    {
      'fromReadable, reduce': () => pipe(fromReadable(bytes()), reduce(count, 0)),
      "Node's for await": () => countingLoop(bytes()),
    },
    ROUNDS,
  )
  const many = Array.from({ length: chunks }, () => chunk)
  await compare(
    `Streams: bytes out, chunks of ${size}`,
    {
      'toReadable, fromReadable': () =>
        pipe(fromReadable(toReadable(many, { objectMode: false })), reduce(count, 0)),
      'toReadable, for await': () => countingLoop(toReadable(many, { objectMode: false })),
      'Readable.from, for await': () => countingLoop(Readable.from(many, { objectMode: false })),
    },
    ROUNDS,
  )
}
