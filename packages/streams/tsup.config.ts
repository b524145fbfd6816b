import { build } from '../../tooling/tsup.ts'

export default build({ entry: ['src/index.ts', 'src/iter.ts'] })
