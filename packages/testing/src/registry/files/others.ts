import type { PackageRegistry } from '../registration.ts'

export const others: PackageRegistry = {
  CheckpointError: { kind: 'class', reason: 'an error' },
  CorruptInputError: { kind: 'class', reason: 'an error' },
  InvalidJsonError: { kind: 'class', reason: 'an error' },
  InvalidUtf8Error: { kind: 'class', reason: 'an error' },
  LineTooLongError: { kind: 'class', reason: 'an error' },
  TruncatedInputError: { kind: 'class', reason: 'an error' },
  UnsupportedFormatError: { kind: 'class', reason: 'an error' },
}
