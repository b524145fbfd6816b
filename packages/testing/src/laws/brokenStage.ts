import type { StageCase } from '../registry/registration.ts'

/** A stage that claims to pass three numbers on, for the tests that a law can be broken. */
export function brokenStage(build: StageCase['build']): StageCase {
  return { title: 'broken', input: [1, 2, 3], output: [1, 2, 3], build }
}
