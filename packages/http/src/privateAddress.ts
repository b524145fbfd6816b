import ipaddr from 'ipaddr.js'

/** A connection was about to go to an address that is not public. */
export class PrivateAddressError extends Error {
  override readonly name: string = 'PrivateAddressError'
}

/** @throws PrivateAddressError unless the address belongs to the public internet */
export function checkPublic(address: string, host: string): void {
  // An IPv4 address in IPv6 clothes (::ffff:127.0.0.1) is judged as what it is; the other disguises
  // (6to4, NAT64, Teredo) are ranges of their own, and none of them is unicast.
  const range = ipaddr.isValid(address) ? ipaddr.process(address).range() : 'unknown'
  if (range === 'unicast') return
  const named = address === host ? address : `${host}, which is ${address}`
  throw new PrivateAddressError(`${named}: not a public address (${range})`)
}
