import type { PackageRegistry } from '../registration.ts'
import { events } from './events.ts'
import { nodeStreams } from './nodeStreams.ts'
import { webStreams } from './webStreams.ts'

export const streams: PackageRegistry = {
  ...nodeStreams,
  ...webStreams,
  ...events,
}
