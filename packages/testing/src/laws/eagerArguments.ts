import assert from 'node:assert/strict'
import type { BadCall } from '../registry/registration.ts'

const classes = { TypeError, RangeError }

/** Law 13: a bad argument throws at the call, and the message says what is wrong with it. */
export function expectRefused({ call, error, says }: BadCall): void {
  let thrown: unknown
  let returned = true
  try {
    call()
  } catch (caught) {
    returned = false
    thrown = caught
  }
  assert(!returned, 'it did not throw at the call')
  assert(thrown instanceof classes[error], `not a ${error}: ${String(thrown)}`)
  const missing = says.filter((part) =>
    typeof part === 'string' ? !thrown.message.includes(part) : !part.test(thrown.message),
  )
  assert(missing.length === 0, `"${thrown.message}" does not say ${missing.map(String).join(', ')}`)
}
