import { checkFunction, checkOptions, show } from '../kernel/check.ts'
import type { OperatorOptions } from '../kernel/operator.ts'
import type { Kind } from '../kernel/source.ts'

/** Checks what an operator or a sink of a user's own is made of. */
export function checkOperator(name: string, start: unknown, options: OperatorOptions<Kind>): void {
  checkFunction(name, 'start', start)
  checkOptions(name, options)
  const { kind = 'sync' } = options
  if (kind === 'sync' || kind === 'async') return
  throw new RangeError(`${name}: kind must be 'sync' or 'async', got ${show(kind)}`)
}
