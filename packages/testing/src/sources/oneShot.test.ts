import { describe, expect, it } from 'vitest'
import { collect } from '../pipelines/outcome.ts'
import { oneShots } from './oneShot.ts'

describe.each(oneShots)('$title', ({ kind, make }) => {
  it('gives its items once', async () => {
    const source = make(['a', 'b'])
    expect(await collect(source)).toMatchObject({ items: ['a', 'b'], failed: false })
    expect(await collect(source)).toMatchObject({ items: [] })
  })

  it('is made anew each time, and of the kind that it is said to be', async () => {
    const source = make([1])
    expect(await collect(make([1]))).toMatchObject({ items: [1] })
    expect(await collect(source)).toMatchObject({ items: [1] })
    expect(Symbol.asyncIterator in source ? 'async' : 'sync').toBe(kind)
  })
})
