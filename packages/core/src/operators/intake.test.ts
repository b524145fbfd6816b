import { expect, test } from 'vitest'
import { DONE, WAIT, type Pull } from '../kernel/pull.ts'
import { Intake } from './intake.ts'

/** An intake with room for `room` items, of a source that says this. */
function filled(room: number, says: readonly (string | typeof WAIT | typeof DONE | Error)[]) {
  const rest = says.values()
  const taken: string[] = []
  const up: Pull<string> = () => {
    const said = rest.next().value ?? DONE
    if (said instanceof Error) throw said
    return said
  }
  const intake = new Intake(
    up,
    () => taken.length >= room,
    (item) => taken.push(item),
  )
  intake.fill()
  return { intake, taken, rest }
}

function outcomeOf(answer: () => unknown): object {
  try {
    return { answer: answer() }
  } catch (error) {
    return { error }
  }
}

test('takes what there is room for, and asks for no item more', () => {
  const { intake, taken, rest } = filled(2, ['a', 'b', 'c'])
  expect(taken).toEqual(['a', 'b'])
  expect(rest.next().value).toBe('c')
  expect(intake.answer()).toBe(WAIT)
})

test('goes on after a wait when it is filled again', () => {
  const { intake, taken } = filled(9, ['a', WAIT, 'b'])
  expect([taken, intake.answer()]).toEqual([['a'], WAIT])
  intake.fill()
  expect([taken, intake.answer()]).toEqual([['a', 'b'], DONE])
})

test('keeps an error of the source for its answer, and takes nothing after it', () => {
  const error = new Error('source')
  const { intake, taken } = filled(9, ['a', error, 'b'])
  intake.fill()
  expect(taken).toEqual(['a'])
  intake.stop()
  expect(() => intake.answer()).toThrow(error)
})

test('keeps an error that is undefined too', () => {
  const fails: Pull<never> = () => {
    throw undefined
  }
  const intake = new Intake(
    fails,
    () => false,
    () => {},
  )
  intake.fill()
  expect(outcomeOf(() => intake.answer())).toStrictEqual({ error: undefined })
})

test('an error of what takes the items counts as one of the source', () => {
  const error = new Error('take')
  const intake = new Intake(
    () => 'a',
    () => false,
    () => {
      throw error
    },
  )
  intake.fill()
  expect(() => intake.answer()).toThrow(error)
})

test('takes nothing after it was stopped', () => {
  const { intake, taken } = filled(1, ['a', 'b'])
  intake.stop()
  taken.length = 0
  intake.fill()
  expect([taken, intake.answer()]).toEqual([[], DONE])
})
