import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By name: the vault's tests lock the keyring at their end, and nobody is there to open it. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
  }
}

// Run inside withKeyring.sh: these tests write to whatever Secret Service the session bus has.
export default defineConfig({
  test: {
    include: ['test/keychain/**/*.keyring.test.ts'],
    testTimeout: 20_000,
    // V8 in Node 24 aborts once in a while where threads end and processors have protection keys (nodejs/node #64500).
    execArgv: ['--no-memory-protection-keys'],
    maxWorkers: 1,
    sequence: { sequencer: ByName },
  },
})
