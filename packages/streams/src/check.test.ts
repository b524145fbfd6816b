import { CURSOR } from '@rivulet/core'
import { Duplex, Readable, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { checkTransform, checkReadable, checkSource, checkWritable, show } from './check.ts'

const method = (): void => {}
const readable = new Readable()
const writable = new Writable()
const duplex = new Duplex()

test('a Duplex is a Readable and a Writable', () => {
  for (const check of [checkReadable, checkWritable, checkTransform]) {
    expect(() => check('f', duplex)).not.toThrow()
  }
})

test('the other side of a stream is refused', () => {
  expect(() => checkReadable('f', writable)).toThrow(
    /^f: the stream must be a Node Readable, got Writable/,
  )
  expect(() => checkWritable('f', readable)).toThrow(
    /^f: the stream must be a Node Writable, got Readable/,
  )
  for (const half of [readable, writable]) {
    expect(() => checkTransform('f', half)).toThrow(
      /^f: the stream must be a Node Duplex, or an object with a Web readable and writable, got /,
    )
  }
})

test('a stream of another library is known by its methods', () => {
  expect(() => checkReadable('f', { on: method, read: method, destroy: method })).not.toThrow()
})

test('a function that can be iterated is a source', () => {
  const endless = Object.assign(() => {}, { [Symbol.iterator]: () => [].values() })
  expect(() => checkSource('f', endless)).not.toThrow()
  expect(() => checkSource('f', { [CURSOR]: () => {} })).not.toThrow()
})

test('values are shown on one line, and not at length', () => {
  expect(show({ nested: { deep: 1 } })).toBe('{ nested: [Object] }')
  expect(show('x'.repeat(1000)).length).toBe(60)
})
