import type { PackageRegistry } from '../registration.ts'
import { itemOperators } from './itemOperators.ts'
import { operators } from './operators.ts'
import { others } from './others.ts'
import { sinks } from './sinks.ts'
import { sources } from './sources.ts'

export const core: PackageRegistry = {
  ...operators,
  ...itemOperators,
  ...sources,
  ...sinks,
  ...others,
}
