import { defineConfig } from 'vitest/config'

// Run inside withKeyring.sh: these tests write to whatever Secret Service the session bus has.
export default defineConfig({
  test: {
    include: ['test/keychain/**/*.keyring.test.ts'],
    testTimeout: 20_000,
    maxWorkers: 1,
  },
})
