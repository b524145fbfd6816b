import { build } from '../../tooling/tsup.ts'

// `neutral`: an import of a Node module fails the build.
export default build({ entry: ['src/index.ts'], platform: 'neutral' })
