import type { PackageRegistry } from '../registration.ts'
import { bodies } from './bodies.ts'
import { others } from './others.ts'
import { pages } from './pages.ts'
import { strategies } from './strategies.ts'

export const http: PackageRegistry = {
  ...pages,
  ...strategies,
  ...bodies,
  ...others,
}
