import type { PackageRegistry } from '../registration.ts'
import { compression } from './compression.ts'
import { following } from './following.ts'
import { formats } from './formats.ts'
import { others } from './others.ts'
import { reading } from './reading.ts'
import { writing } from './writing.ts'

export const files: PackageRegistry = {
  ...reading,
  ...following,
  ...compression,
  ...formats,
  ...writing,
  ...others,
}
