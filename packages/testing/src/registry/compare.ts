import type { PackageRegistry } from './registration.ts'

/** The names of the exports that the laws know nothing of. */
export function unregistered(exported: object, registered: PackageRegistry): string[] {
  return Object.keys(exported).filter((name) => !(name in registered))
}

/** The names that are registered and that nothing exports. */
export function withoutExport(exported: object, registered: PackageRegistry): string[] {
  return Object.keys(registered).filter((name) => !(name in exported))
}
