import { begin } from './description.ts'
import { Execution } from './execution.ts'
import { Flow } from './flow.ts'
import { open } from './open.ts'
import type { Pull } from './pull.ts'
import type { Origin, Run } from './run.ts'
import { Seq } from './seq.ts'
import type { Source } from './source.ts'

/**
 * Runs a generator function as a stage, over everything before it.
 *
 * A generator that is told `return()` closes what it iterates, but only when it is idle at a `yield`.
 * One that waits for an item gets to it when the item comes, which may be never. So the runs that it
 * opens of its source are ended before it is, by the run of the pipeline, and with an error: its `next()`
 * rejects, and the generator does not take that for the end of the source but gets to its `finally`. A
 * source that it never opened is opened to be closed, as it may be a stream.
 */
export function pullGenerator(
  generator: (source: Seq<unknown> | Flow<unknown>) => Source,
  source: Seq<unknown> | Flow<unknown>,
  run: Execution<unknown>,
): Pull<unknown> {
  let wasOpened = false
  const origin = (inside: Run): Pull<unknown> => {
    wasOpened = true
    const reader = inside as Execution<unknown>
    const leave = (): unknown => {
      if (reader.kind === 'async') reader.fail(run.signal.reason)
      return reader.close()
    }
    run.defer(leave)
    reader.defer(() => run.forget(leave))
    return begin(source, reader)
  }
  run.defer(() => wasOpened || new Execution(origin, run.kind))
  return open(generator(readable(source, run, origin)), run)
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
