import { build } from '../../tooling/tsup.ts'

export default build({ entry: ['src/cli.ts', 'src/demo.ts'], dts: false })
