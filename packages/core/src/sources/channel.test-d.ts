import { expectTypeOf, test } from 'vitest'
import { channel, map, pipe, toArray, type Channel, type ChannelOptions } from '../index.ts'

declare const options: ChannelOptions

test('`push` gives a promise where it may have to wait, and a boolean elsewhere', () => {
  expectTypeOf(channel<string>()).toEqualTypeOf<Channel<string>>()
  expectTypeOf(channel<string>({ limit: 1 }).push('a')).toEqualTypeOf<Promise<boolean>>()
  expectTypeOf(channel<string>({ policy: 'wait' }).push('a')).toEqualTypeOf<Promise<boolean>>()
  expectTypeOf(channel<string>({ policy: 'throw' }).push('a')).toEqualTypeOf<boolean>()
  expectTypeOf(channel<string>({ policy: 'drop-oldest' })).toEqualTypeOf<Channel<string, boolean>>()
  expectTypeOf(channel<string>(options).push('a')).toEqualTypeOf<boolean | Promise<boolean>>()
})

test('a channel is a source of its items', () => {
  const lengths = pipe(
    channel<string>(),
    map((text) => text.length),
    toArray(),
  )
  expectTypeOf(lengths).toEqualTypeOf<Promise<number[]>>()
})

test('a channel refuses other items', () => {
  // @ts-expect-error a number is no string
  void channel<string>().push(5)
  // @ts-expect-error there is no such policy
  channel({ policy: 'grow' })
})
