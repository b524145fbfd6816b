import { fromBatches, pipe, type Kind, type Source } from '@rivulet/core'
import { asynchronous } from '../pipelines/asynchronous.ts'
import { asyncSource } from './asyncSource.ts'
import { cursorSource } from './cursorSource.ts'
import type { SourceRecord } from './record.ts'
import type { Script } from './script.ts'
import { syncSource } from './syncSource.ts'

/** A source that keeps a record of what it saw. `never`: a law gives it to a stage of any input. */
interface Recorded {
  readonly source: Source<never>
  readonly record: SourceRecord
}

/** One of the ways in which a source that plays a script can be written and stand in a pipeline. */
export interface Flavour {
  /** What it is, with its article: titles put it after "over". */
  readonly title: string
  /** The kind of a pipeline over it. */
  readonly kind: Kind
  readonly canHang: boolean
  open(script: Script, name?: string): Recorded
}

export const overSync: Flavour = {
  title: 'a sync source',
  kind: 'sync',
  canHang: false,
  open(script, name) {
    const source = syncSource(script, name)
    return recorded(source, source.record)
  },
}

export const overSyncInFlow: Flavour = {
  title: 'a sync source in an async pipeline',
  kind: 'async',
  canHang: false,
  open(script, name) {
    const source = syncSource(script, name)
    return recorded(pipe(source, asynchronous()), source.record)
  },
}

export const overAsync: Flavour = {
  title: 'an async source',
  kind: 'async',
  canHang: true,
  open(script, name = 'the source') {
    const source = asyncSource(script, { name })
    return recorded(source, source.record)
  },
}

const overThrowingAsync: Flavour = {
  title: 'an async source whose next() throws instead of rejecting',
  kind: 'async',
  canHang: true,
  open(script, name = 'the source') {
    const source = asyncSource(script, { name, failure: 'throw' })
    return recorded(source, source.record)
  },
}

export const overCursor: Flavour = {
  title: 'a foreign cursor',
  kind: 'async',
  canHang: true,
  open(script, name) {
    const source = cursorSource(script, undefined, name)
    return recorded(source, source.record)
  },
}

/** Three items to a batch: what comes after the last item comes after a batch that is not full. */
export const overBatches: Flavour = {
  title: 'batches',
  kind: 'async',
  canHang: true,
  open(script, name = 'the source') {
    const batches = asyncSource(inThrees(script), { name })
    return recorded(
      fromBatches(() => batches as AsyncIterable<unknown[]>),
      batches.record,
    )
  },
}

export const flavours: readonly Flavour[] = [
  overSync,
  overSyncInFlow,
  overAsync,
  overThrowingAsync,
  overCursor,
  overBatches,
]

export const asyncFlavours: readonly Flavour[] = flavours.filter(({ kind }) => kind === 'async')
export const hangingFlavours: readonly Flavour[] = flavours.filter(({ canHang }) => canHang)

function recorded(source: Source, record: SourceRecord): Recorded {
  return { source: source as Source<never>, record }
}

function inThrees(script: Script): Script {
  const { items } = script
  if (typeof items === 'function') {
    return {
      ...script,
      items: (index) => [items(3 * index), items(3 * index + 1), items(3 * index + 2)],
    }
  }
  const batches: unknown[][] = []
  for (let start = 0; start < items.length; start += 3) batches.push(items.slice(start, start + 3))
  return { ...script, items: batches }
}
