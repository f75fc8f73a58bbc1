import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/desktop',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  // A busy machine is no fault of the app: one more try, told in the summary.
  retries: process.env.CI === 'true' ? 1 : 0,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['json', { outputFile: process.env.LINESIDE_DESKTOP_REPORT ?? '../../test-results/desktop.json' }]],
})
