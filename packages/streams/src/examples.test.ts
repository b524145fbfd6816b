import { checkExamples, checkExports } from '../../../tooling/check-examples.ts'

checkExamples(import.meta.url)
checkExports(import.meta.url)
