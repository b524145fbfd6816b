import { backoff } from './backoff.ts'
import { BodyError } from './bodyError.ts'
import type { BodyPlan } from './bodyOptions.ts'
import { BodyReader, type Broken } from './bodyReader.ts'
import { continuationOf, versionOf, type Version } from './contentVersion.ts'
import { HttpError } from './httpError.ts'
import { PageError } from './pageError.ts'
import { openResponse, type OpenResponse } from './request.ts'
import { innermostMessage } from './sendOnce.ts'

/** What a run has delivered until now. */
interface Progress {
  readonly url: URL
  /** How many bytes. */
  offset: number
  /** The last of them. */
  lastByte: number
  /** The content that they belong to. */
  version: Version | undefined
}

/**
 * One run over the bytes of a body. When the connection breaks off, the rest is asked for (RFC 9110,
 * section 14), beginning with the last byte that was delivered: one byte too many tells whether it fits, and a
 * range that begins at the end of the content could not be answered.
 */
export async function* readBytes(
  plan: BodyPlan,
  signal: AbortSignal,
): AsyncGenerator<[Buffer], void> {
  const { requests, idleTimeoutMs } = plan
  const progress: Progress = { url: plan.url, offset: 0, lastByte: 0, version: undefined }
  let failures = 0
  for (;;) {
    const before = progress.offset
    const opened = await open(plan, progress, signal)
    const reader = new BodyReader(opened.response, { signal: opened.signal, idleTimeoutMs })
    let broken: Broken | undefined
    try {
      if (before === 0) progress.version = versionOf(opened.response, progress.url)
      const { start, total } = continuationOf(opened.response, progress.version, progress)
      let position = start
      let chunk = await reader.read()
      for (; chunk instanceof Uint8Array; chunk = await reader.read()) {
        const fresh = freshPart(chunk, position, total, progress)
        position += chunk.length
        if (fresh.length === 0) continue
        failures = 0
        yield [fresh]
      }
      broken = chunk
      const hasGrown = progress.offset > before
      // Without a length the end is the end; of a range, the one that brings nothing new.
      const isWhole = total === undefined ? start === 0 || !hasGrown : progress.offset === total
      if (broken === undefined && isWhole) return
      // A server may send a part of the range that it was asked for, but not of the whole.
      if (broken === undefined && (start === 0 || !hasGrown)) {
        broken = { error: new Error(`it ended after ${position} of ${total} bytes`) }
      }
    } finally {
      reader.release()
      opened.close()
    }
    if (broken === undefined) continue
    failures++
    const obstacle = obstacleFor(progress, failures, requests.retry.retries)
    if (obstacle !== undefined) {
      throw brokeOff(progress, `${innermostMessage(broken.error)}; ${obstacle}`, broken.error)
    }
    await backoff(failures, requests.retry, signal)
  }
}

async function open(
  { url, requests }: BodyPlan,
  { offset, version }: Progress,
  signal: AbortSignal,
): Promise<OpenResponse> {
  const target = { url, method: 'GET', place: { url } }
  if (offset === 0 || version?.etag === undefined) {
    // Also to where a redirect leads: what is compressed on its way cannot be resumed.
    const coding = requests.headers.get('accept-encoding') ?? 'identity'
    return openResponse({ ...target, headers: { 'accept-encoding': coding } }, requests, signal)
  }
  try {
    // With a range, fetch asks for the identity by itself.
    const headers = { range: `bytes=${offset - 1}-`, 'if-range': version.etag }
    return await openResponse({ ...target, headers }, requests, signal)
  } catch (error) {
    if (!(error instanceof PageError)) throw error
    const place = { url, offset }
    if (error instanceof HttpError && error.status === 416) throw changed(place, error)
    throw brokeOff(place, `the rest could not be asked for: ${error.message}`, error)
  }
}

/** What was not delivered yet of a chunk that begins at `position`. It counts as delivered now. */
function freshPart(
  chunk: Uint8Array,
  position: number,
  total: number | undefined,
  progress: Progress,
): Buffer {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  const known = progress.offset - position
  if (known > 0 && known <= bytes.length && bytes[known - 1] !== progress.lastByte) {
    throw changed(progress)
  }
  const fresh = known > 0 ? bytes.subarray(known) : bytes
  if (total !== undefined && progress.offset + fresh.length > total) {
    throw new BodyError('BAD_RANGE', progress, `there are more than the ${total} bytes announced`)
  }
  progress.offset += fresh.length
  progress.lastByte = fresh.at(-1) ?? progress.lastByte
  return fresh
}

/** Why the rest is not asked for after a failure. With nothing delivered, all of it can be. */
function obstacleFor(
  { offset, version }: Progress,
  failures: number,
  retries: number,
): string | undefined {
  const reason = offset === 0 ? undefined : version?.obstacle
  if (reason !== undefined) return `the rest cannot be asked for, as ${reason}`
  return failures > retries ? `so did ${retries} attempts to go on` : undefined
}

type Place = Pick<Progress, 'url' | 'offset'>

function changed(place: Place, cause?: unknown): BodyError {
  return new BodyError('CHANGED', place, 'the content was changed while it was read', { cause })
}

function brokeOff(place: Place, message: string, cause: unknown): BodyError {
  return new BodyError('BROKE_OFF', place, `the body broke off: ${message}`, { cause })
}
