import { turns } from '../turns.ts'
import { activeResources } from './activeResources.ts'
import { openFileDescriptors } from './fileDescriptors.ts'

/** What a process holds at one moment. */
export interface Holdings {
  readonly resources: Readonly<Record<string, number>>
  readonly files: readonly string[] | undefined
}

const MOST_LOOKS = 200

export function holdings(): Holdings {
  return { resources: activeResources(), files: openFileDescriptors() }
}

/**
 * What the process holds now and did not hold before. It looks again for a while: the test runner
 * has timers and messages of its own, which come and go.
 */
export async function growthSince(before: Holdings): Promise<string[]> {
  for (let look = 1; ; look++) {
    const growth = compare(before, holdings())
    if (growth.length === 0 || look === MOST_LOOKS) return growth
    await turns(1)
  }
}

function compare(before: Holdings, after: Holdings): string[] {
  const resources = Object.entries(after.resources).filter(
    ([type, count]) => count > (before.resources[type] ?? 0),
  )
  const known = [...(before.files ?? [])]
  const files = (after.files ?? []).filter((file) => {
    const index = known.indexOf(file)
    if (index === -1) return true
    known.splice(index, 1)
    return false
  })
  return [...resources.map(([type]) => type), ...files]
}
