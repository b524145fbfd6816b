import { flatMap, flatten, pipe, type Source } from '@rivulet/core'
import { fromStreamIter, toStreamIter } from '@rivulet/streams/iter'
import * as fc from 'fast-check'
import { notASource } from '../badCalls.ts'
import { SIX } from '../inputs.ts'
import type { BadCall, PackageRegistry, StageCase } from '../registration.ts'
import { badOptions } from './badStreams.ts'

/** Numbers as bytes, to Node's stream and, as numbers, back again. What a random stage before it gives may be anything. */
const through = (source: Source<never>): Source =>
  pipe(
    fromStreamIter(
      toStreamIter(
        pipe(
          source as Source<number>,
          flatMap((n: unknown) => [typeof n === 'number' ? String(n) : 'NaN']),
        ),
      ),
    ),
    flatMap((chunk) => [Number(Buffer.from(chunk).toString())]),
  )

const cases: readonly StageCase[] = [
  {
    title: 'fromStreamIter(toStreamIter(the source))',
    input: SIX,
    output: SIX,
    build: through,
  },
]

function badCalls(callee: { name: string }): BadCall[] {
  return [...notASource(callee, 'source'), ...badOptions(callee, () => [])]
}

const present: PackageRegistry = {
  fromStreamIter: {
    kind: 'source',
    cases,
    random: fc.constant({ title: 'fromStreamIter of toStreamIter', build: through }),
    badCalls: badCalls(fromStreamIter),
    readOnce: [{ title: 'fromStreamIter', make: () => fromStreamIter([[Uint8Array.of(1)]]) }],
    exempt: { repeatableOrLoud: 'a stream is read once: see readOnce' },
  },
  toStreamIter: {
    kind: 'adapter',
    cases: [
      {
        // Which chunks are in a batch depends on the source.
        title: 'toStreamIter, its batches taken apart',
        input: ['a', 'b'],
        output: ['a', 'b'].map((text) => new TextEncoder().encode(text)),
        build: (source) => pipe(toStreamIter(source), flatten()),
      },
    ],
    badCalls: badCalls(toStreamIter),
  },
}

const ABSENT = 'this Node has no node:stream/iter, and the function says so'

/** Node 24.20 and 26 have what the entry is for. */
export const streamIter: PackageRegistry =
  process.getBuiltinModule('node:stream/iter') === undefined
    ? {
        fromStreamIter: { kind: 'utility', reason: ABSENT },
        toStreamIter: { kind: 'utility', reason: ABSENT },
      }
    : present
