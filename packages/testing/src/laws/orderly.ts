import assert from 'node:assert/strict'
import type { RunRecord, SourceRecord } from '../sources/record.ts'

/** Everything that is wrong with how a source was treated, once nobody reads it any more. */
function faultsOf(run: RunRecord): string[] {
  const faults: string[] = []
  const { returns, returnsAfterEnd, ended, cleanup } = run
  if (returns > 1 || (ended === 'no' && returns === 0)) faults.push(`was closed ${returns} times`)
  if (returnsAfterEnd > 0) faults.push('was closed although it had ended by itself')
  if (cleanup === 'under way') faults.push('had not finished its cleanup')
  return [...faults, ...disorderOf(run)]
}

/** What law 6 forbids, and an injected `throw()`. */
function disorderOf({ overlaps, nextsAfterReturn, throws }: RunRecord): string[] {
  const faults: string[] = []
  if (overlaps > 0) faults.push(`saw ${overlaps} overlapping next() calls`)
  if (nextsAfterReturn > 0) faults.push(`saw ${nextsAfterReturn} next() calls after return()`)
  if (throws > 0) faults.push('had throw() called')
  return faults
}

/** Every run that was opened has ended by itself or was closed exactly once, and was used in order. */
export function expectAllClosedOnce(records: readonly SourceRecord[]): void {
  const faults = records.flatMap(({ name, runs }) =>
    runs.flatMap((run) => faultsOf(run).map((fault) => `${name} ${fault}`)),
  )
  assert(faults.length === 0, faults.join('; '))
}
