import type { PackageRegistry } from '../registration.ts'
import { arrangements } from './arrangements.ts'
import { asyncCallbacks } from './asyncCallbacks.ts'
import { collections } from './collections.ts'
import { combinatorics } from './combinatorics.ts'
import { cuts } from './cuts.ts'
import { groups } from './groups.ts'
import { innerSources } from './innerSources.ts'
import { numbers } from './numbers.ts'
import { others } from './others.ts'
import { ownSources } from './ownSources.ts'
import { pipelines } from './pipelines.ts'
import { readers } from './readers.ts'
import { searches } from './searches.ts'
import { selections } from './selections.ts'
import { sinks } from './sinks.ts'
import { sourcesOfSources } from './sourcesOfSources.ts'
import { sourcesOfValues } from './sourcesOfValues.ts'
import { summaries } from './summaries.ts'
import { timing } from './timing.ts'
import { transforms } from './transforms.ts'
import { zips } from './zips.ts'

export const core: PackageRegistry = {
  ...pipelines,
  ...transforms,
  ...selections,
  ...cuts,
  ...innerSources,
  ...groups,
  ...arrangements,
  ...asyncCallbacks,
  ...timing,
  ...sourcesOfValues,
  ...ownSources,
  ...combinatorics,
  ...sourcesOfSources,
  ...zips,
  ...readers,
  ...sinks,
  ...searches,
  ...collections,
  ...summaries,
  ...numbers,
  ...others,
}
