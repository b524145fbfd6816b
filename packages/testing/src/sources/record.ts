/** What one iterator, or one cursor, of a source saw of its consumer. */
export interface RunRecord {
  nexts: number
  returns: number
  /** Calls of `return` when it had ended by itself, and the consumer knew. */
  returnsAfterEnd: number
  /** Calls of the iterator's `throw`, which an adapter must never make. */
  throws: number
  /** Calls of `next` while another one had not settled. */
  overlaps: number
  nextsAfterReturn: number
  /** How it ended by itself, if it did. */
  ended: 'no' | 'done' | 'failed'
  /** Whether a cleanup that was begun is over. */
  cleanup: 'not begun' | 'under way' | 'over'
}

/** What a source saw of its consumers, one entry for each time that it was opened. */
export interface SourceRecord {
  readonly name: string
  readonly runs: RunRecord[]
}

export function emptyRun(): RunRecord {
  return {
    nexts: 0,
    returns: 0,
    returnsAfterEnd: 0,
    throws: 0,
    overlaps: 0,
    nextsAfterReturn: 0,
    ended: 'no',
    cleanup: 'not begun',
  }
}

/** How many items a source was asked for, over all its runs. */
export function countNexts(record: SourceRecord): number {
  return record.runs.reduce((sum, run) => sum + run.nexts, 0)
}

/** How many runs of a source are neither at their end nor closed. */
export function countOpen(record: SourceRecord): number {
  return record.runs.filter((run) => run.ended === 'no' && run.returns === 0).length
}
