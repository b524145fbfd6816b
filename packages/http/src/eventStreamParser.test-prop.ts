import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventStreamParser, type ServerSentEvent } from './eventStreamParser.ts'

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'data',
    'data:',
    'data: a',
    'data:  b',
    'event: add',
    'event',
    ': no',
    'x: y',
  ),
  fc.constantFrom('id: 1', 'id: 2', 'id', 'id: \0', 'retry: 5', 'retry: x', 'datax', ':'),
  fc
    .string({ unit: 'grapheme', maxLength: 5 })
    .map((text) => `data: ${text.replaceAll(/[\r\n]/g, '')}`),
)

function parse(pieces: readonly string[]): ServerSentEvent[] {
  const parser = new EventStreamParser('', 1_000_000)
  const events: ServerSentEvent[] = []
  for (const piece of pieces) parser.feed(piece, (event) => events.push(event))
  return events
}

/** Cuts a text at these places. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].toSorted(
    (a, b) => a - b,
  )
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

test('a stream gives the same events however it is cut, and whatever ends its lines', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 30 }),
      fc.array(fc.nat(), { maxLength: 10 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      (lines, places, end) => {
        const whole = parse([lines.map((each) => `${each}\n`).join('')])
        const text = lines.map((each) => `${each}${end}`).join('')
        expect(parse(cut(text, places))).toEqual(whole)
      },
    ),
  )
})

// Where they differ by design, about ids of blocks without data, the id is not compared.
test('types and data are those that eventsource-parser finds', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const text = lines.map((each) => `${each}\n`).join('')
      const expected: Partial<ServerSentEvent>[] = []
      createParser({
        onEvent: ({ event, data }) => expected.push({ type: event ?? 'message', data }),
      }).feed(text)
      expect(parse([text])).toMatchObject(expected)
      expect(parse([text])).toHaveLength(expected.length)
    }),
  )
})
