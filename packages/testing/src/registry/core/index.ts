import type { PackageRegistry } from '../registration.ts'
import { asynchronous } from './asynchronous.ts'
import { operators } from './operators.ts'
import { others } from './others.ts'
import { sinks } from './sinks.ts'
import { sources } from './sources.ts'

export const core: PackageRegistry = {
  ...operators,
  ...asynchronous,
  ...sources,
  ...sinks,
  ...others,
}
