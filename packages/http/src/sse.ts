import { fromBatches, operator, pipe, type Flow, type Pull } from '@rivulet/core'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { endedBy, planBody, type BodyOptions } from './bodyOptions.ts'
import { checkBoolean, checkMethod, checkMilliseconds, checkWhole, show } from './check.ts'
import type { ServerSentEvent } from './eventStreamParser.ts'
import { pullParsed } from './pullParsed.ts'
import { readEvents } from './readEvents.ts'
import { redactUrl } from './redactUrl.ts'
import { checkSchema } from './validate.ts'

/**
 * The options of {@link sse}.
 *
 * @example
 * ```ts
 * import { first, pipe } from '@rivulet/core'
 * import { sse, type ServerSentEvent, type SseOptions } from '@rivulet/http'
 *
 * // Goes on behind the last event that was worked on.
 * const after = (lastEventId: string): SseOptions<ServerSentEvent> => ({
 *   lastEventId,
 *   // Stands in for the server.
 *   fetch: async (_, { headers }) =>
 *     new Response(`data: after ${new Headers(headers).get('last-event-id')}\n\n`, {
 *       headers: { 'content-type': 'text/event-stream' },
 *     }),
 * })
 * console.log((await pipe(sse('https://example.com/prices', after('41')), first()))?.data) // after 41
 * ```
 */
export interface SseOptions<T> extends BodyOptions {
  /** @default 'GET', or 'POST' if there is a `body` */
  readonly method?: string | undefined
  /** The request's body, sent anew with each connection. Give its `content-type` in `headers`. */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined
  /**
   * A validator that each event goes through: any Standard Schema, such as one of zod, valibot or arktype. What it
   * gives is delivered. It may be asynchronous, and may parse the JSON of `data`.
   * @default none: the events as they are
   */
  readonly parse?: StandardSchemaV1<unknown, T> | undefined
  /**
   * What to go on after: the `lastEventId` of the last event that another run has delivered.
   * @default ''
   */
  readonly lastEventId?: string | undefined
  /**
   * Whether a connection that ended is opened again. Without it its end is the end of the events.
   * @default true for GET, and false for other methods, as a server does their work again
   */
  readonly reconnect?: boolean | undefined
  /**
   * How many milliseconds to wait before a connection is opened again, unless the server says so with `retry`: at
   * least 0. What it says is waited from `retry.minDelayMs` up to `retry.maxRetryAfterMs`.
   * @default 1_000
   */
  readonly reconnectDelayMs?: number | undefined
  /**
   * How many connections in a row may end without an event before that is an error: a whole number of at least 1, or
   * `Infinity`. The waits between them double, up to `retry.maxDelayMs`.
   * @default 10
   */
  readonly maxEmptyConnections?: number | undefined
  /**
   * How many UTF-16 code units an event may have: a whole number of at least 1. A longer one is an error before it
   * fills the memory.
   * @default 16 Mi
   */
  readonly maxEventLength?: number | undefined
  /**
   * How many milliseconds may pass without a byte: then the connection is given up as if it had broken off. From 1,
   * or `Infinity`. Node's own fetch gives up after 300,000.
   * @default Infinity
   */
  readonly idleTimeoutMs?: number | undefined
}

/**
 * The events of a server, as an `EventSource` gets them (HTML standard, 9.2), with headers, errors and backpressure.
 * Nothing is requested before the first event is asked for, and leaving the loop closes the connection.
 *
 * A connection that ends is opened again with `Last-Event-ID`, for ever, unless the server answers with 204, which
 * ends the events, or with what is no event stream, which is an error. The wait before is the server's `retry`;
 * it grows while connections bring nothing.
 * @typeParam T what `parse` gives
 * @throws TypeError or RangeError at the call for a bad argument; while iterating {@link HttpError} for a status,
 *   {@link BodyError} for what is no event stream or brings no events, `PageError` for what is wrong with a
 *   request, and {@link InvalidItemError}
 *
 * @example
 * ```ts
 * import { map, pipe, take, toArray } from '@rivulet/core'
 * import { sse } from '@rivulet/http'
 *
 * const events = sse('https://example.com/prices', {
 *   // Stands in for the server.
 *   fetch: async () =>
 *     new Response('id: 1\ndata: 41\n\nid: 2\ndata: 42\n\n', {
 *       headers: { 'content-type': 'text/event-stream' },
 *     }),
 * })
 * console.log(await pipe(events, map((event) => Number(event.data)), take(2), toArray())) // [41, 42]
 * ```
 */
export function sse<T = ServerSentEvent>(url: string | URL, options: SseOptions<T> = {}): Flow<T> {
  const plan = planBody('sse', url, options, 'text/event-stream', Number.POSITIVE_INFINITY)
  const {
    parse,
    body,
    lastEventId = '',
    reconnectDelayMs = 1000,
    maxEmptyConnections = 10,
  } = options
  const { method = body === undefined ? 'GET' : 'POST', maxEventLength = 16 * 1024 * 1024 } =
    options
  const { reconnect = method.toUpperCase() === 'GET' } = options
  checkMethod('sse', method, body)
  checkBody(body)
  checkSchema('sse', parse)
  checkLastEventId(lastEventId)
  checkBoolean('sse', 'reconnect', reconnect)
  checkMilliseconds('sse', 'reconnectDelayMs', reconnectDelayMs, 0)
  checkWhole('sse', 'maxEmptyConnections', maxEmptyConnections, 1, 'infinite')
  checkWhole('sse', 'maxEventLength', maxEventLength, 1)
  const reading = {
    ...plan,
    method: method.toUpperCase(),
    body,
    lastEventId,
    reconnect,
    reconnectDelayMs,
    maxEmptyConnections,
    maxEventLength,
  }
  const events = endedBy(
    fromBatches((run) => readEvents(reading, run.signal)),
    options.signal,
  )
  if (parse === undefined) return events as Flow<unknown> as Flow<T>
  const name = redactUrl(plan.url)
  return pipe(
    events,
    operator<ServerSentEvent, T>((up, run) =>
      pullParsed(up as Pull<unknown>, run, parse, (index) => ({ url: name, index })),
    ),
  )
}

function checkBody(value: unknown): void {
  if (value === undefined || typeof value === 'string' || value instanceof Uint8Array) return
  throw new TypeError(
    `sse: body must be a string or a Uint8Array, which can be sent again, got ${show(value)}`,
  )
}

function checkLastEventId(value: unknown): void {
  const message = `sse: lastEventId must be a string without line ends and NUL, got ${show(value)}`
  if (typeof value !== 'string') throw new TypeError(message)
  // A header cannot hold them.
  if (['\0', '\r', '\n'].some((character) => value.includes(character))) {
    throw new RangeError(message)
  }
}
