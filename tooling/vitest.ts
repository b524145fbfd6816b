import { defineConfig } from 'vitest/config'
import { examples } from './examples.ts'

// Workspace packages resolve to each other's src, without a build.
const conditions = ['@rivulet/source']

// Nothing but what asks for `node:stream/iter` notices the flag.
const STREAM_ITER = '--experimental-stream-iter'

/**
 * What every package's tests share. Three lanes: behaviour (`*.test.ts`), properties (`*.test-prop.ts`) and types
 * (`*.test-d.ts`, which tsc checks and nothing runs).
 */
export default defineConfig({
  plugins: [examples()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    execArgv: process.allowedNodeEnvironmentFlags.has(STREAM_ITER) ? [STREAM_ITER] : [],
    include: ['src/**/*.test.ts', 'src/**/*.test-prop.ts'],
    typecheck: {
      enabled: true,
      checker: 'tsc',
      include: ['src/**/*.test-d.ts'],
    },
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/vitest.json' },
  },
})
