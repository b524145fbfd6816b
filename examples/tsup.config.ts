import { build } from '../tooling/tsup.ts'

export default build({ entry: ['*.ts', '!*.config.ts'], dts: false })
