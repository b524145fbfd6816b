import { describe, expect, it } from 'vitest'
import { settleOutcome } from '../pipelines/outcome.ts'
import { endless, failing, failingCleanup, giving, hanging, play, slowCleanup } from './script.ts'

describe('play', () => {
  it('gives the items of a script by their index, then its end', () => {
    const script = giving(['a', undefined])
    expect([0, 1, 2, 3].map((index) => play(script, index))).toEqual([
      { value: 'a', done: false },
      { value: undefined, done: false },
      { value: undefined, done: true },
      { value: undefined, done: true },
    ])
  })

  it('begins an endless script anew after its last item', () => {
    const script = endless(['a', 'b'])
    const played = [0, 1, 2, 1001].map((index) => play(script, index))
    expect(played.map((step) => step !== 'hang' && step.value)).toEqual(['a', 'b', 'a', 'b'])
  })

  it('throws the very error of a failing script after its items', async () => {
    const error = { no: 'Error' }
    const script = failing(['a'], error)
    expect(play(script, 0)).toEqual({ value: 'a', done: false })
    const { error: thrown } = await settleOutcome(() => play(script, 1))
    expect(thrown).toBe(error)
  })

  it('says that a script hangs, and opens its latch only then', async () => {
    const script = hanging(['a'])
    let hung = false
    void script.hung.promise.then(() => {
      hung = true
    })
    play(script, 0)
    await Promise.resolve()
    expect(hung).toBe(false)
    expect(play(script, 1)).toBe('hang')
    await script.hung.promise
  })
})

describe('the cleanup of a script', () => {
  it('throws the error of failingCleanup', () => {
    const error = new Error('cleanup')
    expect(failingCleanup(error).cleanup).toThrow(error)
  })

  it('of slowCleanup begins at once, and is over when the latch is opened', async () => {
    const script = slowCleanup([1])
    let over = false
    const cleanup = Promise.resolve(script.cleanup()).then(() => {
      over = true
    })
    await script.begun.promise
    expect(over).toBe(false)
    script.finish.open()
    await cleanup
  })
})
