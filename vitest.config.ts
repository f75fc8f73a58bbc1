import { defineConfig } from 'vitest/config'

// What `npm run check` runs. Tests that start processes, labs or whole cores are in test/integration.vitest.config.ts.
export default defineConfig({
  test: {
    include: [
      '{shared,electron,renderer}/**/*.test.{ts,tsx}', 'test/contract/{streams,transports}.test.ts', 'test/security/importRule.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    maxWorkers: 2,
    env: { TZ: 'Europe/Amsterdam' },
  },
})
