import type { PackageRegistry } from '../registration.ts'
import { operators } from './operators.ts'
import { others } from './others.ts'
import { sinks } from './sinks.ts'
import { sources } from './sources.ts'
import { sourcesOfSources } from './sourcesOfSources.ts'
import { sourcesOfValues } from './sourcesOfValues.ts'

export const core: PackageRegistry = {
  ...operators,
  ...sources,
  ...sourcesOfSources,
  ...sourcesOfValues,
  ...sinks,
  ...others,
}
