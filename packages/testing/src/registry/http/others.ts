import type { PackageRegistry } from '../registration.ts'

export const others: PackageRegistry = {
  BodyError: { kind: 'class', reason: 'an error' },
  HttpError: { kind: 'class', reason: 'an error' },
  InvalidItemError: { kind: 'class', reason: 'an error' },
  PageError: { kind: 'class', reason: 'an error' },
}
