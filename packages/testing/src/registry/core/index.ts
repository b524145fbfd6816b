import type { PackageRegistry } from '../registration.ts'
import { operators } from './operators.ts'
import { others } from './others.ts'
import { readers } from './readers.ts'
import { sinks } from './sinks.ts'
import { sources } from './sources.ts'

export const core: PackageRegistry = { ...operators, ...sources, ...readers, ...sinks, ...others }
