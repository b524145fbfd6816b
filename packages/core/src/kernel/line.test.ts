import { expect, test } from 'vitest'
import { Line, type Standing } from './line.ts'

interface Person extends Standing<Person> {
  readonly name: string
}

const person = (name: string): Person => ({ name, isInLine: false, behind: undefined })

test('who came first is next', () => {
  const line = new Line<Person>()
  line.add(person('a'))
  line.add(person('b'))
  expect([line.next()?.name, line.next()?.name, line.next()]).toEqual(['a', 'b', undefined])
})

test('nobody stands in it twice, and who has left may come again', () => {
  const line = new Line<Person>()
  const [a, b] = [person('a'), person('b')]
  line.add(a)
  line.add(b)
  line.add(a)
  expect(line.next()).toBe(a)
  line.add(a)
  expect([line.next(), line.next(), line.next()]).toEqual([b, a, undefined])
})
