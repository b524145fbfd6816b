import { describe, expect, it } from 'vitest'
import { registry } from '../registry/index.ts'
import { wrongShape } from '../registry/badCalls.ts'
import { expectRefused } from './eagerArguments.ts'

const refusing = Object.values(registry)
  .flatMap((exported) => Object.entries(exported))
  .flatMap(([name, { badCalls = [] }]) => (badCalls.length > 0 ? [{ name, badCalls }] : []))

describe.each(refusing)('$name refuses a bad argument at the call', ({ badCalls }) => {
  it.each(badCalls)('$title', (badCall) => {
    expectRefused(badCall)
  })
})

// oxlint-disable-next-line require-yield -- a generator because nothing in it runs at the call
function* later(): Generator<never> {
  throw new TypeError('broken: count must be a number, got "x"')
}

function refuse(error: Error): () => never {
  return () => {
    throw error
  }
}

describe('the law of eager arguments', () => {
  const says = ['broken', 'must be a number', 'got "x"']

  it('catches a function that throws later', () => {
    expect(() => expectRefused(wrongShape('broken', says, later))).toThrow(
      'it did not throw at the call',
    )
  })

  it('catches the wrong class', () => {
    const call = refuse(new RangeError('broken: count must be a number, got "x"'))
    expect(() => expectRefused(wrongShape('broken', says, call))).toThrow('not a TypeError')
  })

  it('catches a message that does not tell the value', () => {
    const call = refuse(new TypeError('broken: count must be a number'))
    expect(() => expectRefused(wrongShape('broken', says, call))).toThrow('does not say got "x"')
  })
})
