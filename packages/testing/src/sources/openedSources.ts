import type { Source } from '@rivulet/core'
import type { Flavour } from './flavour.ts'
import type { SourceRecord } from './record.ts'
import { giving, type Script } from './script.ts'

/** Makes the sources of one pipeline, outer and inner ones, and keeps all their records. */
export class OpenedSources {
  readonly #flavour: Flavour
  readonly records: SourceRecord[] = []

  constructor(flavour: Flavour) {
    this.#flavour = flavour
  }

  play(script: Script, name?: string): Source<never> {
    const { source, record } = this.#flavour.open(script, name)
    this.records.push(record)
    return source
  }

  /** A source for a stage that opens more than one. */
  readonly inner = (items: readonly unknown[]): Source<never> =>
    this.play(giving(items), 'an inner source')
}
