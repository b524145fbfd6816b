import { show } from './check.ts'

/**
 * What a stream is destroyed with. Node takes one that is destroyed with a falsy value for one that is
 * closed without an error: such a value comes as the cause of an Error.
 */
export function toError(error: unknown, what: string): Error {
  return (error || new Error(`${what} ${show(error)}`, { cause: error })) as Error
}

/** What Node says of a stream that is closed before its end, said by one of our functions. */
export function prematureClose(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
}

/** What `fromReadable` says of a stream whose chunks somebody else gets. */
export function flowsElsewhere(): TypeError {
  return new TypeError(
    'fromReadable: the stream has a "data" listener or is flowing, and would lose what goes there',
  )
}
