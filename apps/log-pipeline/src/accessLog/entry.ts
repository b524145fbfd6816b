/**
 * One request of an access log. Every text is as the server wrote it, escapes included: `/x\x22y`
 * stays `/x\x22y`, so that it can be found again in the log and cannot move the cursor of the
 * terminal that shows it. (JSON lines are the exception: there the escapes belong to JSON and are
 * undone.) `'-'` stands for nothing, as in the logs themselves.
 *
 * Fields are cut out of the line when they are read. An entry, and every text read from it, keeps
 * its line in memory, and with it whatever string the line itself was cut from.
 */
export interface AccessLogEntry {
  /**
   * Three digits, not only 100 to 599: nginx writes `000` when the client left before there was an
   * answer.
   */
  readonly status: number
  /**
   * The request as it came, which need not be HTTP: `GET /a?b HTTP/1.1`, `\x16\x03\x01`, or nothing
   * at all.
   */
  readonly request: string
  /** The first word of the request, or `'-'` when the request is not HTTP. */
  readonly method: string
  /**
   * What was asked for, without the query: spaces are possible, as is a whole URL (proxies). `'-'`
   * when the request names nothing (empty, TLS bytes, a lone word), so that a table of paths has
   * one row for all of these instead of one for each scanner's bytes.
   */
  readonly path: string
  /** What follows the first `?` of the request's target; `undefined` when there is none. */
  readonly query: string | undefined
  /** `HTTP/1.1`, or `'-'` when the request has none. */
  readonly protocol: string
  /**
   * The client: an address or a name, or several as in `203.0.113.7, 10.0.0.2` when proxies passed
   * theirs on.
   */
  readonly host: string
  /** What stands in front of the client, as in Apache's `vhost_combined`: `example.org:443`. */
  readonly virtualHost: string | undefined
  /** The authenticated user. Spaces are possible. */
  readonly user: string
  /** The time as written: `22/Nov/2026:13:57:21 +0000`. */
  readonly time: string
  /** The time as a `Date`, or `undefined` when the text is not a time that is known here. */
  readonly date: Date | undefined
  /** The size of the answer in bytes, or `undefined` when the log has `-`. */
  readonly bytes: number | undefined
  /** `undefined` when the line has no such field: the common format. */
  readonly referer: string | undefined
  /** `undefined` when the line has no such field: the common format. */
  readonly userAgent: string | undefined
}

/** What logs write where there is nothing to write. */
export const ABSENT = '-'
