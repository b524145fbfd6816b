#!/usr/bin/env node
import { main } from './main.ts'

const status = await main(process.argv.slice(2), process)
// What is still being opened or read when it is interrupted, such as a pipe without a writer, would keep it alive.
if (status === 130) process.exit(status)
process.exitCode = status
