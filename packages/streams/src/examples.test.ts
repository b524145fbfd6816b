import { checkExamples } from '../../../tooling/check-examples.ts'

checkExamples(import.meta.url)
