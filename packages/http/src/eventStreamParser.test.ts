import { expect, test } from 'vitest'
import { EventStreamParser, type ServerSentEvent } from './eventStreamParser.ts'

function parse(pieces: string | readonly string[], lastEventId = '') {
  const parser = new EventStreamParser(lastEventId, 1_000_000)
  const events: ServerSentEvent[] = []
  for (const piece of [pieces].flat()) parser.feed(piece, (event) => events.push(event))
  const { reconnectionTime } = parser
  return { events, lastEventId: parser.lastEventId, reconnectionTime }
}

const dataOf = (pieces: string | readonly string[]): string[] =>
  parse(pieces).events.map(({ data }) => data)

// The examples of the standard, 9.2.6.
test.each([
  ['data: YHOO\ndata: +2\ndata: 10\n\n', ['YHOO\n+2\n10']],
  [
    ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n',
    ['first event', 'second event'],
  ],
  ['data\n\ndata\ndata\n\ndata:', ['', '\n']],
  ['data:test\n\ndata: test\n\n', ['test', 'test']],
])('reads the example %# of the standard', (text, data) => {
  expect(dataOf(text)).toEqual(data)
})

test('takes fields in any order, and leaves out those that it does not know', () => {
  expect(
    parse('id: 7\nevent: add\nfoo: bar\nData: no\n data: no\ndata: {"a":1}\n\n').events,
  ).toEqual([{ type: 'add', data: '{"a":1}', lastEventId: '7' }])
})

test('the type holds for one event, the id for all that follow', () => {
  expect(parse('event: a\nid: 1\ndata: x\n\ndata: y\n\n').events).toEqual([
    { type: 'a', data: 'x', lastEventId: '1' },
    { type: 'message', data: 'y', lastEventId: '1' },
  ])
})

test('an empty event field is no type, and a type without data no event', () => {
  expect(parse('event: a\nevent\ndata: x\n\nevent: b\n\ndata: y\n\n').events).toEqual([
    { type: 'message', data: 'x', lastEventId: '' },
    { type: 'message', data: 'y', lastEventId: '' },
  ])
})

test('an id without data is taken, and an empty one takes it back', () => {
  expect(parse('id: 7\n\n')).toMatchObject({ events: [], lastEventId: '7' })
  expect(parse('id\n\ndata: x\n\n', '7')).toMatchObject({
    events: [{ lastEventId: '' }],
    lastEventId: '',
  })
})

test('an id with a NUL is ignored', () => {
  expect(parse('id: 1\nid: 2\0\ndata: x\n\n').lastEventId).toBe('1')
})

test('the id of an event that was not finished is not taken', () => {
  expect(parse('id: 8\ndata: x\n', '7')).toMatchObject({ events: [], lastEventId: '7' })
})

test.each([
  ['retry: 10\n', 10],
  ['retry: 10\nretry: ten\nretry: -1\nretry: 1.5\nretry:\nretry: 1 0\n', 10],
  ['retry:0\n', 0],
  ['retry: 010\n', 10],
])('%j sets the reconnection time to %i', (text, expected) => {
  expect(parse(text).reconnectionTime).toBe(expected)
})

test('lines end in CR, LF or CRLF, and nothing else', () => {
  expect(dataOf('data: a\r\rdata: b\n\ndata: c\r\n\r\ndata: d\r\n\n')).toEqual(['a', 'b', 'c', 'd'])
  expect(dataOf('data: a\u2028\u0085\v\fb\n\n')).toEqual(['a\u2028\u0085\v\fb'])
})

test('an event whose last line ends in a lone CR is delivered at once', () => {
  expect(dataOf('data: a\r\r')).toEqual(['a'])
})

test('a CRLF that is cut in two is one line end, also with nothing between', () => {
  expect(dataOf(['data: a\r', '\ndata: b\r', '', '\n\r', '\n'])).toEqual(['a\nb'])
})

test('only one space before a value is left out', () => {
  expect(dataOf('data:  a : b \n\ndata:\tb\n\n')).toEqual([' a : b ', '\tb'])
})

test('says when an event is longer than it may be, in one line or in many', () => {
  const feed = (text: string) => new EventStreamParser('', 10).feed(text, () => {})
  expect(feed('data: 3456')).toBe(true)
  expect(feed('data: 34567')).toBe(false)
  expect(feed('data: 1234\ndata: 6789\n')).toBe(true)
  expect(feed('data: 1234\ndata: 67890\n')).toBe(false)
  expect(feed(`${'data: 123\n\n'.repeat(10)}data`)).toBe(true)
})
