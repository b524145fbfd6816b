import { readdirSync } from 'node:fs'
import { checkPages } from '../../../tooling/check-examples.ts'

// Here, as this package depends on all that a page may import.
const ROOT = new URL('../../../', import.meta.url)
checkPages(new URL('docs/guide/', ROOT))
for (const name of readdirSync(new URL('packages/', ROOT))) {
  checkPages(new URL(`packages/${name}/`, ROOT))
}
