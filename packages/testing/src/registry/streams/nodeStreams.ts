import { map, pipe, toArray, type Source } from '@rivulet/core'
import {
  fromReadable,
  through,
  toReadable,
  toTransform,
  toWritable,
  writeTo,
} from '@rivulet/streams'
import * as fc from 'fast-check'
import { PassThrough, Readable, Writable } from 'node:stream'
import { notASource, untyped, written, wrongShape, wrongValue } from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { PackageRegistry } from '../registration.ts'
import { badOptions, notAStream } from './badStreams.ts'

const FALSY = 'Node takes a falsy error for none'

const passThrough = (): PassThrough => new PassThrough({ objectMode: true, highWaterMark: 1 })
const swallow = (): Writable =>
  new Writable({
    objectMode: true,
    highWaterMark: 1,
    write: (_item, _encoding, done) => done(),
  })
const identity = () =>
  toTransform(
    map((item: unknown) => item),
    { highWaterMark: 1 },
  )
const readable = (source: Source) => toReadable(source, { highWaterMark: 1 })

/** The streams of Node, as sources, stages and sinks, and the way back. */
export const nodeStreams: PackageRegistry = {
  fromReadable: {
    kind: 'source',
    cases: [
      {
        title: 'fromReadable(a stream over the source)',
        input: SIX,
        output: SIX,
        build: (source) => fromReadable(readable(source)),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({
      title: 'fromReadable',
      build: (source) => fromReadable(readable(source)),
    }),
    badCalls: notAStream(fromReadable, () => new PassThrough()),
    readOnce: [
      { title: 'fromReadable', make: () => fromReadable(Readable.from(SIX)) },
      { title: 'fromReadable of toReadable', make: () => fromReadable(toReadable(SIX)) },
    ],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  toReadable: {
    kind: 'adapter',
    cases: [
      {
        title: 'toReadable',
        input: SIX,
        output: SIX,
        build: (source) => readable(source),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({ title: 'toReadable', build: (source) => readable(source) }),
    badCalls: [
      ...notASource(toReadable, 'source'),
      ...badOptions(toReadable, () => []),
      wrongShape("toReadable([], { highWaterMark: '1' })", ['toReadable', 'highWaterMark'], () =>
        untyped(toReadable, [], { highWaterMark: '1' }),
      ),
      wrongValue(
        'toReadable([], { highWaterMark: -1 })',
        ['toReadable', 'highWaterMark', '-1'],
        () => untyped(toReadable, [], { highWaterMark: -1 }),
      ),
      wrongShape("toReadable([], { objectMode: 'yes' })", ['toReadable', 'objectMode', 'yes'], () =>
        untyped(toReadable, [], { objectMode: 'yes' }),
      ),
    ],
    readOnce: [{ title: 'toReadable', make: () => toReadable(SIX) }],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },

  through: {
    kind: 'operator',
    cases: [
      {
        title: 'through(PassThrough)',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(passThrough)),
      },
    ],
    random: fc.constant({
      title: 'through',
      build: (source) => pipe(source, through(passThrough)),
    }),
    readOnce: [{ title: 'through(one stream)', make: () => pipe(SIX, through(passThrough())) }],
    badCalls: [undefined, null, 7, {}, new Writable()].map((value) =>
      wrongShape(`through(${written(value)})`, ['through', 'must be', 'got '], () =>
        untyped(through, value),
      ),
    ),
  },

  toTransform: {
    kind: 'operator',
    cases: [
      {
        title: 'through(toTransform(map))',
        input: SIX,
        output: SIX,
        build: (source) => pipe(source, through(identity)),
      },
    ],
    random: fc.constant({
      title: 'toTransform',
      build: (source) => pipe(source, through(identity)),
    }),
    badCalls: [
      ...[undefined, 7, 'text', Symbol('stage')].map((value) =>
        wrongShape(
          `toTransform(${written(value)})`,
          ['toTransform', 'must be an operator or a function', 'got '],
          () => untyped(toTransform, value),
        ),
      ),
      wrongShape('toTransform(toArray())', ['toTransform', 'stage 1 is a sink'], () =>
        untyped(toTransform, toArray()),
      ),
      ...badOptions(toTransform, () => map((item: unknown) => item)),
      wrongValue(
        'toTransform(map(f), { highWaterMark: -1 })',
        ['toTransform', 'highWaterMark', '-1'],
        () => untyped(toTransform, map(String), { highWaterMark: -1 }),
      ),
    ],
  },

  toWritable: {
    kind: 'sink',
    cases: [
      {
        title: 'writeTo(toWritable(toArray()))',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, writeTo(toWritable(toArray(), { highWaterMark: 1 }))),
        wrapsFalsyErrors: FALSY,
      },
    ],
    random: fc.constant({
      title: 'toWritable',
      build: (source) => pipe(source, writeTo(toWritable(toArray()))),
    }),
    badCalls: [
      ...[undefined, null, 7, {}, map(String)].map((value) =>
        wrongShape(`toWritable(${written(value)})`, ['toWritable', 'must be a sink', 'got '], () =>
          untyped(toWritable, value),
        ),
      ),
      ...badOptions(toWritable, toArray),
      wrongValue(
        'toWritable(toArray(), { highWaterMark: 0.5 })',
        ['toWritable', 'highWaterMark', '0.5'],
        () => untyped(toWritable, toArray(), { highWaterMark: 0.5 }),
      ),
    ],
  },

  writeTo: {
    kind: 'sink',
    cases: [
      {
        title: 'writeTo',
        input: SIX,
        output: [undefined],
        build: (source) => pipe(source, writeTo(swallow())),
      },
    ],
    random: fc.constant({ title: 'writeTo', build: (source) => pipe(source, writeTo(swallow())) }),
    badCalls: notAStream(writeTo, swallow),
  },
}
