import { expect, test } from 'vitest'
import { Execution } from './execution.ts'
import { DONE, WAIT } from './pull.ts'
import type { Run } from './run.ts'
import { watched } from './watched.ts'

test('the wakes of a source are heard, and it is the same otherwise', () => {
  let wakes = 0
  let inside: Run | undefined
  const answers = [WAIT, 'item', DONE] as const
  let next = 0
  const source = watched<string>(
    (run) => {
      inside = run
      return () => answers[next++] ?? DONE
    },
    () => wakes++,
  )
  const { pull } = new Execution<string>((run) => run.open(source).pull, 'async')
  expect(pull()).toBe(WAIT)
  expect(wakes).toBe(0)
  inside?.wake()
  expect(wakes).toBe(1)
  expect([pull(), pull()]).toEqual(['item', DONE])
})
