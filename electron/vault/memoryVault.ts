import type { Vault } from './vault.ts'

/** Keeps secrets until the process ends. */
export function memoryVault(): Vault {
  const entries = new Map<string, string>()
  return {
    kind: 'memory',
    persistent: false,
    get: async name => entries.get(name),
    set: async (name, secret) => void entries.set(name, secret),
    delete: async name => void entries.delete(name),
  }
}
