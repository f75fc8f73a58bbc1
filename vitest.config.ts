import { defineConfig } from 'vitest/config'

// What `npm run check` runs. Tests that start processes, labs or whole cores are in test/integration.vitest.config.ts.
export default defineConfig({
  test: {
    include: [
      '{shared,electron,renderer}/**/*.test.{ts,tsx}', 'test/contract/{streams,transports}.test.ts', 'test/security/importRule.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // V8 in Node 24 aborts once in a while where threads end and processors have protection keys (nodejs/node #64500).
    execArgv: ['--no-memory-protection-keys'],
    maxWorkers: 2,
    env: { TZ: 'Europe/Amsterdam' },
  },
})
