import type { PackageRegistry } from '../registration.ts'
import { asynchronous } from './asynchronous.ts'
import { collections } from './collections.ts'
import { itemOperators } from './itemOperators.ts'
import { operators } from './operators.ts'
import { others } from './others.ts'
import { searches } from './searches.ts'
import { readers } from './readers.ts'
import { sinks } from './sinks.ts'
import { sources } from './sources.ts'
import { sourcesOfSources } from './sourcesOfSources.ts'
import { sourcesOfValues } from './sourcesOfValues.ts'
import { summaries } from './summaries.ts'

export const core: PackageRegistry = {
  ...operators,
  ...asynchronous,
  ...sources,
  ...readers,
  ...sinks,
  ...searches,
  ...collections,
  ...summaries,
  ...itemOperators,
  ...sourcesOfSources,
  ...sourcesOfValues,
  ...others,
}
