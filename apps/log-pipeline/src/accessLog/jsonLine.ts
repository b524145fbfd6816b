import { ABSENT, type AccessLogEntry } from './entry.ts'
import { isObject, parseJson } from './json.ts'
import { requestMethod, requestPath, requestProtocol, requestQuery } from './requestLine.ts'
import { parseTime } from './time.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The names under which each field is looked for, in this order. nginx has no JSON format of its
 * own: everybody writes one, mostly with the names of nginx's variables or short forms of them.
 */
const KEYS = {
  request: ['request', 'request_line'],
  // The undecoded target first: `$uri` is what nginx made of it.
  target: ['request_uri', 'uri', 'path', 'url'],
  query: ['args', 'query_string', 'query'],
  method: ['request_method', 'method', 'verb'],
  protocol: ['server_protocol', 'protocol'],
  status: ['status', 'status_code', 'response'],
  host: ['remote_addr', 'addr', 'client_ip', 'remote_ip', 'clientip', 'client', 'ip'],
  virtualHost: ['http_host', 'host', 'server_name', 'vhost'],
  user: ['remote_user', 'user'],
  time: ['time_iso8601', 'time_local', 'time', '@timestamp', 'timestamp', 'msec'],
  bytes: ['body_bytes_sent', 'bytes_sent', 'bytes', 'size'],
  referer: ['http_referer', 'http_referrer', 'referer', 'referrer'],
  userAgent: ['http_user_agent', 'user_agent', 'ua', 'agent'],
} as const

/** Parses a line of a JSON access log: an object that has a status, and a request or a target. */
export function parseJsonLine(line: string): AccessLogEntry | undefined {
  const fields = parseFields(line)
  if (fields === undefined) return undefined
  const status = textOf(fields, KEYS.status) ?? ''
  const request = requestOf(fields)
  if (request === undefined || !/^\d{3}$/.test(status)) return undefined
  return new JsonEntry(fields, Number(status), request)
}

function parseFields(line: string): Fields | undefined {
  const parsed =
    parseJson(line) ?? (line.includes('\\x') ? parseJson(keepEscapes(line)) : undefined)
  return isObject(parsed) ? parsed : undefined
}

/** nginx without `escape=json` writes `\x22` into the text, which JSON does not know. */
function keepEscapes(line: string): string {
  return line.replaceAll(/\\(?=x[\dA-F]{2})/g, '\\\\')
}

/** The whole request, put together again when the log has only its parts. */
function requestOf(fields: Fields): string | undefined {
  const request = textOf(fields, KEYS.request)
  if (request !== undefined && !request.startsWith('/')) return request
  const target = request ?? textOf(fields, KEYS.target)
  if (target === undefined) return undefined
  const query = textOf(fields, KEYS.query)
  const isWhole = !query || query === ABSENT || target.includes('?')
  const method = textOf(fields, KEYS.method) || ABSENT
  const protocol = textOf(fields, KEYS.protocol) ?? ''
  return `${method} ${isWhole ? target : `${target}?${query}`} ${protocol}`.trimEnd()
}

/** The first of these fields that is a text or a number. */
function textOf(fields: Fields, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = fields[key]
    if (typeof value === 'string') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

class JsonEntry implements AccessLogEntry {
  readonly status: number
  readonly request: string
  readonly #fields: Fields

  constructor(fields: Fields, status: number, request: string) {
    this.status = status
    this.request = request
    this.#fields = fields
  }

  get method(): string {
    return requestMethod(this.request, 0, this.request.length)
  }

  get path(): string {
    return requestPath(this.request, 0, this.request.length)
  }

  get query(): string | undefined {
    return requestQuery(this.request, 0, this.request.length)
  }

  get protocol(): string {
    return requestProtocol(this.request, 0, this.request.length)
  }

  get host(): string {
    return this.#text(KEYS.host) ?? ABSENT
  }

  get virtualHost(): string | undefined {
    return this.#text(KEYS.virtualHost)
  }

  get user(): string {
    return this.#text(KEYS.user) ?? ABSENT
  }

  get time(): string {
    return this.#text(KEYS.time) ?? ABSENT
  }

  get date(): Date | undefined {
    return parseTime(this.time)
  }

  get bytes(): number | undefined {
    const text = this.#text(KEYS.bytes) ?? ABSENT
    return /^\d+$/.test(text) ? Number(text) : undefined
  }

  get referer(): string | undefined {
    return this.#text(KEYS.referer)
  }

  get userAgent(): string | undefined {
    return this.#text(KEYS.userAgent)
  }

  /** nginx leaves an absent value empty where its other formats write `-`. */
  #text(keys: readonly string[]): string | undefined {
    const text = textOf(this.#fields, keys)
    return text === '' ? ABSENT : text
  }
}
