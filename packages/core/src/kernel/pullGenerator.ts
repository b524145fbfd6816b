import { begin, DESCRIPTION } from './description.ts'
import { Execution } from './execution.ts'
import { Flow } from './flow.ts'
import { open } from './open.ts'
import type { Pull } from './pull.ts'
import type { Run } from './run.ts'
import { Seq } from './seq.ts'
import type { Source } from './source.ts'

/**
 * Runs a generator function as a stage, over everything before it.
 *
 * A generator that is told `return()` closes what it iterates, but only when it is idle at a `yield`.
 * One that waits for an item gets to it when the item comes, which may be never. So the runs that it
 * opens of its source belong to the run of the pipeline as well: those that somebody waits for
 * are abandoned first, which rejects that `next()` and lets the generator's `finally` run; the others
 * after the generator had its chance. A source that the generator never opened is opened to be closed,
 * as it may be a stream.
 */
export function pullGenerator(
  generator: (source: Seq<unknown> | Flow<unknown>) => Source,
  source: Seq<unknown> | Flow<unknown>,
  run: Run,
): Pull<unknown> {
  const readers = new Set<Execution<unknown>>()
  let wasOpened = false
  const origin = (reader: Run): Pull<unknown> => {
    wasOpened = true
    if (reader instanceof Execution) {
      readers.add(reader)
      reader.defer(() => readers.delete(reader))
    }
    return begin(source[DESCRIPTION], reader)
  }
  const abandon = async (abandoned: readonly Execution<unknown>[]): Promise<void> => {
    for (const reader of abandoned) reader.fail(run.signal.reason)
    await Promise.all(abandoned.map(async (reader) => reader.close()))
  }

  run.defer(() => {
    if (!wasOpened) readers.add(new Execution(origin, source instanceof Flow ? 'async' : 'sync'))
    return readers.size === 0 ? undefined : abandon([...readers])
  })
  const pull = open(generator(source instanceof Flow ? new Flow(origin) : new Seq(origin)), run)
  run.defer(() => {
    const awaited = [...readers].filter((reader) => reader.isAwaited)
    return awaited.length === 0 ? undefined : abandon(awaited)
  })
  return pull
}
