import { backoff } from './backoff.ts'
import { BodyError } from './bodyError.ts'
import type { BodyPlan } from './bodyOptions.ts'
import { BodyReader, type Broken } from './bodyReader.ts'
import { EventStreamParser, type ServerSentEvent } from './eventStreamParser.ts'
import { openResponse, type RequestTarget } from './request.ts'
import { networkError } from './sendOnce.ts'

/** What a run of events has to know, checked and with the defaults filled in. */
export interface EventsPlan extends BodyPlan {
  readonly method: string
  readonly body: RequestTarget['body']
  readonly lastEventId: string
  readonly reconnect: boolean
  readonly reconnectDelayMs: number
  readonly maxEmptyConnections: number
  readonly maxEventLength: number
}

/** One run: the events of one connection after the other. A batch is what one chunk has completed. */
export async function* readEvents(
  plan: EventsPlan,
  signal: AbortSignal,
): AsyncGenerator<readonly ServerSentEvent[], void> {
  const { url, requests, idleTimeoutMs, maxEventLength } = plan
  // A server that says 0 and ends each connection after an event would be asked without a pause.
  const { minDelayMs: least, maxRetryAfterMs: most } = requests.retry
  const place = { url }
  let { lastEventId, reconnectDelayMs } = plan
  let emptyConnections = 0
  for (;;) {
    const opened = await openResponse(targetOf(plan, lastEventId), requests, signal)
    const reader = new BodyReader(opened.response, { signal: opened.signal, idleTimeoutMs })
    let broken: Broken | undefined
    let isEmpty = true
    try {
      if (opened.response.status === 204) return
      checkContentType(opened.response, url)
      const parser = new EventStreamParser(lastEventId, maxEventLength)
      // It takes a byte order mark away, and puts U+FFFD in place of what is no UTF-8.
      const decoder = new TextDecoder()
      let chunk = await reader.read()
      for (; chunk instanceof Uint8Array; chunk = await reader.read()) {
        const events: ServerSentEvent[] = []
        const fits = parser.feed(decoder.decode(chunk, { stream: true }), (event) =>
          events.push(event),
        )
        lastEventId = parser.lastEventId
        const asked = parser.reconnectionTime
        if (asked !== undefined) reconnectDelayMs = Math.min(Math.max(asked, least), most)
        if (events.length > 0) {
          isEmpty = false
          yield events
        }
        if (!fits) {
          throw new BodyError(
            'TOO_LONG',
            place,
            `an event has more than ${maxEventLength} characters: raise maxEventLength if that is right`,
          )
        }
      }
      broken = chunk
    } finally {
      reader.release()
      opened.close()
    }
    if (!plan.reconnect) {
      if (broken === undefined) return
      throw networkError(place, 'the events broke off', broken.error)
    }
    emptyConnections = isEmpty ? emptyConnections + 1 : 0
    if (emptyConnections >= plan.maxEmptyConnections) {
      throw new BodyError(
        'NO_EVENTS',
        place,
        `${emptyConnections} connections in a row have ended without an event`,
        broken && { cause: broken.error },
      )
    }
    await backoff(emptyConnections, requests.retry, signal, reconnectDelayMs)
  }
}

function targetOf(
  { url, method, body, reconnect }: EventsPlan,
  lastEventId: string,
): RequestTarget {
  // A header holds bytes, and takes them as characters: this one is UTF-8.
  const id = Buffer.from(lastEventId).toString('latin1')
  const headers = { 'cache-control': 'no-store', ...(id === '' ? {} : { 'last-event-id': id }) }
  return { url, method, body, headers, isRepeatable: reconnect, place: { url } }
}

function checkContentType({ status, headers }: Response, url: URL): void {
  const type = headers.get('content-type')
  if (status === 200 && /^text\/event-stream\s*(?:;|$)/i.test(type?.trim() ?? '')) return
  throw new BodyError(
    'NOT_EVENTS',
    { url },
    `answered ${status} with ${type ?? 'no content type'} and not 200 with text/event-stream`,
  )
}
