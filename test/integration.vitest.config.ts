import { configDefaults, defineConfig } from 'vitest/config'

// Whole cores, labs and processes: part of `npm test`, too slow for `npm run check`.
export default defineConfig({
  test: {
    include: ['test/{contract,security,faults,core,soak}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/contract/{streams,transports}.test.ts', 'test/security/importRule.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // V8 in Node 24 aborts once in a while where threads end and processors have protection keys (nodejs/node #64500).
    execArgv: ['--no-memory-protection-keys'],
    maxWorkers: 2,
    env: { TZ: 'Europe/Amsterdam' },
  },
})
