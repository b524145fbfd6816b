import { expect, test } from 'vitest'
import { Carry } from './carry.ts'

test('what is carried is a copy, in the order that it came in', () => {
  const carry = new Carry()
  const memory = Buffer.from('ab')
  carry.append(memory)
  memory.fill('x')
  carry.append(Buffer.from('cd'))
  expect(carry.length).toBe(4)
  expect(String(carry.take())).toBe('abcd')
  expect(carry.length).toBe(0)
  carry.append(Buffer.from('e'))
  expect(String(carry.take())).toBe('e')
})

test('room for much is made, and given up when that is taken', () => {
  const carry = new Carry()
  const piece = Buffer.alloc(50_000, 'y')
  for (let count = 0; count < 20; count++) carry.append(piece)
  const taken = carry.take()
  expect(taken.equals(Buffer.alloc(1_000_000, 'y'))).toBe(true)
  carry.append(Buffer.from('z'))
  expect(carry.take().buffer.byteLength).toBe(64 * 1024)
})
