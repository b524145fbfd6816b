/**
 * An event of a server, with the names that browsers give its parts.
 *
 * @example
 * ```ts
 * import { filter, map, pipe, take, toArray } from '@rivulet/core'
 * import { sse, type ServerSentEvent } from '@rivulet/http'
 *
 * // What the events of one server mean.
 * const isPrice = ({ type }: ServerSentEvent): boolean => type === 'price'
 * const toPrice = ({ data }: ServerSentEvent): number => Number(data)
 *
 * const events = sse('https://example.com/market', {
 *   // Stands in for the server.
 *   fetch: async () =>
 *     new Response('event: news\ndata: rain\n\nevent: price\ndata: 41\n\n', {
 *       headers: { 'content-type': 'text/event-stream' },
 *     }),
 * })
 * console.log(await pipe(events, filter(isPrice), map(toPrice), take(1), toArray())) // [41]
 * ```
 */
export interface ServerSentEvent {
  /** What its `event` field says; `'message'` without one. */
  readonly type: string
  /** Its `data` fields, joined by `\n`. */
  readonly data: string
  /** The last `id` that the server has sent, with this event or one before it; empty if none. */
  readonly lastEventId: string
}

/**
 * Takes an event stream apart, as the HTML standard says (9.2.6, Interpreting an event stream). One
 * parser serves one connection; an event that the connection did not finish is dropped with it.
 *
 * It is not the eventsource-parser package, which the tests compare it with, because that one (3.1.1 and
 * 4.1.3) does not take the id of a block without data, which a server sends as a mark to go on from,
 * and holds an event back whose last line ends in a lone CR, until more comes.
 */
export class EventStreamParser {
  readonly #maxLength: number
  #line = ''
  #wasReturn = false
  #type = ''
  #data = ''
  #id: string
  #lastEventId: string
  #reconnectionTime: number | undefined

  /**
   * @param lastEventId of the connection before
   * @param maxLength of an event in UTF-16 code units
   */
  constructor(lastEventId: string, maxLength: number) {
    this.#id = lastEventId
    this.#lastEventId = lastEventId
    this.#maxLength = maxLength
  }

  /** Where a new connection has to go on: after the last block that was complete. */
  get lastEventId(): string {
    return this.#lastEventId
  }

  /** The last `retry` that the server has sent, in milliseconds. */
  get reconnectionTime(): number | undefined {
    return this.#reconnectionTime
  }

  /**
   * Takes the next piece of decoded text, cut anywhere.
   * @param deliver gets each event that it completes
   * @returns false if an event has become longer than it may
   */
  feed(text: string, deliver: (event: ServerSentEvent) => void): boolean {
    if (text === '') return true
    let from = this.#wasReturn && text.startsWith('\n') ? 1 : 0
    const lineEnd = /\r\n?|\n/g
    lineEnd.lastIndex = from
    for (let end = lineEnd.exec(text); end !== null; end = lineEnd.exec(text)) {
      this.#takeLine(this.#line + text.slice(from, end.index), deliver)
      this.#line = ''
      from = end.index + end[0].length
      if (this.#data.length > this.#maxLength) return false
    }
    this.#wasReturn = text.endsWith('\r')
    this.#line += text.slice(from)
    return this.#line.length + this.#data.length <= this.#maxLength
  }

  #takeLine(line: string, deliver: (event: ServerSentEvent) => void): void {
    if (line === '') return this.#dispatch(deliver)
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    // A comment is a field without a name.
    if (field === 'data') this.#data += `${value}\n`
    else if (field === 'event') this.#type = value
    else if (field === 'id' && !value.includes('\0')) this.#id = value
    else if (field === 'retry' && /^\d+$/.test(value)) this.#reconnectionTime = Number(value)
  }

  #dispatch(deliver: (event: ServerSentEvent) => void): void {
    const [type, data] = [this.#type || 'message', this.#data]
    this.#type = ''
    this.#data = ''
    this.#lastEventId = this.#id
    if (data !== '') deliver({ type, data: data.slice(0, -1), lastEventId: this.#id })
  }
}
