import { begin } from './description.ts'
import { Execution } from './execution.ts'
import { Flow } from './flow.ts'
import { open } from './open.ts'
import type { Pull } from './pull.ts'
import type { Origin, Run } from './run.ts'
import { Seq } from './seq.ts'

/**
 * Runs a generator function as a stage, over everything before it.
 *
 * A generator that is told `return()` closes what it iterates, from the inside out, but only when it is
 * idle at a `yield`. One in the middle of a `next()` gets to it later, which may be never. The runs that
 * it opens of its source are ended before it then, with an error: what it waits for rejects, and it does
 * not take that for the end of the source but gets to its `finally`. What it leaves open is closed after
 * it, and a source that it never opened is opened to be closed, as it may be a stream.
 */
export function pullGenerator(
  generator: (source: Seq<unknown> | Flow<unknown>) => Generator | AsyncGenerator,
  source: Seq<unknown> | Flow<unknown>,
  run: Run,
): Pull<unknown> {
  const readers = new Set<Execution<unknown>>()
  let wasOpened = false
  const origin = (inside: Run): Pull<unknown> => {
    wasOpened = true
    const reader = inside as Execution<unknown>
    readers.add(reader)
    reader.defer(() => readers.delete(reader))
    return begin(source, reader)
  }
  const leave = (isBusy: boolean): void => {
    for (const reader of readers) {
      run.defer(() => {
        if (isBusy) reader.fail(run.signal.reason, 'thrown')
        return reader.close()
      })
    }
  }

  run.defer(() => {
    if (!wasOpened) void new Execution(origin, run.kind)
    leave(false)
  })
  return open(generator(readable(source, run, origin)), run, () => leave(true))
}

/**
 * What the generator reads. `for await` over a synchronous source never leaves the microtasks, and timers
 * would wait for its end; so in an asynchronous run a `Seq` has an async iterator, which is fair.
 */
function readable(
  source: Seq<unknown> | Flow<unknown>,
  run: Run,
  origin: Origin<unknown>,
): Seq<unknown> | Flow<unknown> {
  if (source instanceof Flow) return new Flow(origin)
  const seq = new Seq(origin)
  return run.kind === 'sync'
    ? seq
    : Object.assign(seq, { [Symbol.asyncIterator]: () => awaitItems(new Flow(origin)) })
}

/** `for await` over something synchronous waits for items that are promises. So does `yield`. */
async function* awaitItems(flow: Flow<unknown>): AsyncGenerator {
  for await (const item of flow) yield item
}
