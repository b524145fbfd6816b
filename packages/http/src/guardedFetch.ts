import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { checkPublic } from './privateAddress.ts'
import type { Fetch } from './requestPlan.ts'

/**
 * A name resolved to its addresses.
 * @see guardedLookup
 */
type Resolve = (
  host: string,
  options: { readonly all: true; readonly family?: number },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A `lookup` for sockets that gives an error in place of an address that is not public. The socket connects
 * to what it gave and does not ask again, so a name cannot change its mind between the check and the
 * connection (DNS rebinding). One such address refuses the name, also beside public ones.
 */
export function guardedLookup(resolve: Resolve = dnsLookup): LookupFunction {
  return (host, options, callback) => {
    const family = Number(options.family ?? 0)
    resolve(
      host,
      { all: true, family: family === 4 || family === 6 ? family : 0 },
      (error, found) => {
        try {
          if (error) throw error
          for (const { address } of found) checkPublic(address, host)
          const [first] = found
          if (first === undefined) throw new Error(`${host} has no address`)
          if (options.all === true) callback(null, found)
          else callback(null, first.address, first.family)
        } catch (refusal) {
          callback(refusal as NodeJS.ErrnoException, '')
        }
      },
    )
  }
}

let guarded: Promise<Fetch> | undefined

/**
 * Fetch that connects to public addresses only. It is undici's own, the engine in Node's fetch, whose agents
 * take a `lookup`; an agent of the package does not fit the fetch of every Node. It is loaded when
 * it is needed, which takes some 50 ms and is seldom.
 */
export async function guardedFetch(url: string, init: RequestInit): Promise<Response> {
  const host = new URL(url).hostname.replaceAll(/[[\]]/g, '')
  // Sockets do not look up what is an address already.
  if (isIP(host) !== 0) checkPublic(host, host)
  guarded ??= load()
  return (await guarded)(url, init)
}

async function load(): Promise<Fetch> {
  const { Agent, fetch } = await import('undici')
  const dispatcher = new Agent({ connect: { lookup: guardedLookup() } })
  return async (url, init) => {
    const { method, headers, body, redirect, signal } = init
    const sent = { method, headers, body, redirect, signal, dispatcher }
    return fetch(url, sent as Parameters<typeof fetch>[1])
  }
}
