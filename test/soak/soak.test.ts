import { expect, test } from 'vitest'
import { soak } from './soakRun.ts'

test('tickets with comments and attachments arrive exactly once through faults and kills', async () => {
  const result = await soak({ seed: 11, tickets: 30, keychain: false, kills: 4, faultRate: 0.15 })
  expect(result).toMatchObject({ lost: 0, twice: 0, wrong: 0, forgotten: 0, needsYou: 0 })
  expect(result.kills).toBeGreaterThan(0)
}, 180_000)
