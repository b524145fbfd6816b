import { DONE, WAIT, type Pull } from '@rivulet/core'
import { describe, expect, test } from 'vitest'
import { Input } from './input.ts'

/** Answers in their order, and `DONE` after them. */
function answering(...answers: readonly (string | typeof WAIT)[]): Input {
  const left = [...answers]
  const pull: Pull<string> = () => left.shift() ?? DONE
  return new Input(pull)
}

describe('an input', () => {
  test('gets bytes together until there are enough', () => {
    const input = answering('a', '', 'bc', 'd')
    expect(input.atLeast(2)).toBe(3)
    expect(String(input.held)).toBe('abc')
    expect(input.offset).toBe(0)
  })

  test('waits where its source waits, and loses nothing', () => {
    const input = answering('a', WAIT, 'b')
    expect(input.atLeast(2)).toBe(WAIT)
    expect(input.atLeast(2)).toBe(2)
    expect(String(input.held)).toBe('ab')
  })

  test('gives fewer where its source ends, and does not ask that again', () => {
    let asked = 0
    const input = new Input(() => {
      asked++
      return asked === 1 ? 'a' : DONE
    })
    expect([input.atLeast(9), input.atLeast(9), asked]).toEqual([1, 1, 2])
    expect([String(input.chunk()), input.chunk(), asked]).toEqual(['a', DONE, 2])
  })

  test('asks for nothing while it holds enough', () => {
    const input = answering('abc', WAIT)
    input.atLeast(1)
    input.consume(1)
    expect(input.atLeast(2)).toBe(2)
    expect([String(input.chunk()), input.offset]).toEqual(['bc', 3])
    expect(input.chunk()).toBe(WAIT)
  })

  test('takes back what turned out to belong to what follows', () => {
    const input = answering('abcdef', 'g')
    const chunk = input.chunk() as Buffer
    expect(chunk.length).toBe(6)
    input.giveBack(2)
    expect([input.offset, String(input.held)]).toEqual([4, 'ef'])
    expect(input.atLeast(3)).toBe(3)
    expect(String(input.held)).toBe('efg')
  })
})
