import type { PackageRegistry } from '../registration.ts'

export const others: PackageRegistry = {
  AlreadyConsumedError: { kind: 'class', reason: 'an error; law 9 meets it' },
  BufferOverflowError: { kind: 'class', reason: 'an error; law 12 meets it' },
  ChannelFullError: {
    kind: 'class',
    reason: 'an error; what throws it is tested beside `channel`',
  },
  CURSOR: { kind: 'value', reason: 'a symbol; sources of cursors stand in every law' },
  DONE: { kind: 'value', reason: 'a symbol' },
  WAIT: { kind: 'value', reason: 'a symbol' },
  Flow: { kind: 'class', reason: 'what every asynchronous pipeline is' },
  Seq: { kind: 'class', reason: 'what every synchronous pipeline is' },
  noItem: { kind: 'utility', reason: 'tells two symbols from items' },
}
