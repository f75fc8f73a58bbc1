import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readFileIfThere, writeFileAtomically } from '../storage/atomicFile.ts'
import { defaultCost, deriveKey, parseVaultFile, seal, unlockKey, unseal } from './passphraseFile.ts'
import type { Entries, ScryptCost, VaultFile, WrappingKey } from './passphraseFile.ts'
import { VaultFailure } from './vault.ts'
import type { Vault } from './vault.ts'

export type PassphraseVault = Vault & {
  /** Throws VaultFailure `wrongPassphrase` or `passphraseEmpty`, or StorageFailure; the old passphrase then stays. */
  changePassphrase(current: string, next: string): Promise<void>
}

const pathIn = (dataDir: string): string => join(dataDir, 'vault.enc')

export const hasPassphraseVault = (dataDir: string): boolean => existsSync(pathIn(dataDir))

/** Reads `vault.enc` without opening it. Throws VaultFailure `damaged`, also when there is none. */
function read(dataDir: string): VaultFile {
  const text = readFileIfThere(pathIn(dataDir))
  if (text === undefined) throw new VaultFailure('damaged')
  return parseVaultFile(text)
}

/** Throws VaultFailure `damaged` when `vault.enc` cannot be a whole file, whatever the passphrase. */
export const checkPassphraseVault = (dataDir: string): void => void read(dataDir)

/** Begins a vault in `vault.enc`. Throws VaultFailure `passphraseEmpty`, or StorageFailure. */
export async function createPassphraseVault(
  dataDir: string, passphrase: string, cost: ScryptCost = defaultCost,
): Promise<PassphraseVault> {
  if (passphrase === '') throw new VaultFailure('passphraseEmpty')
  const wrapping = await deriveKey(passphrase, cost)
  if (hasPassphraseVault(dataDir)) throw new Error('there is a passphrase vault already')
  writeFileAtomically(pathIn(dataDir), seal(new Map(), wrapping))
  return vaultOf(dataDir, wrapping, new Map())
}

/** Opens the vault in `vault.enc`. Throws VaultFailure `wrongPassphrase` or `damaged`. */
export async function openPassphraseVault(dataDir: string, passphrase: string): Promise<PassphraseVault> {
  const file = read(dataDir)
  const wrapping = await unlockKey(file, passphrase)
  return vaultOf(dataDir, wrapping, unseal(file, wrapping))
}

function vaultOf(dataDir: string, first: WrappingKey, stored: Entries): PassphraseVault {
  let wrapping = first
  let entries = stored
  const keep = (next: Entries) => {
    writeFileAtomically(pathIn(dataDir), seal(next, wrapping))
    entries = next
  }
  return {
    kind: 'passphrase',
    persistent: true,
    get: async name => entries.get(name),
    async set(name, secret) {
      keep(new Map(entries).set(name, secret))
    },
    async delete(name) {
      if (!entries.has(name)) return
      keep(new Map([...entries].filter(([key]) => key !== name)))
    },
    async changePassphrase(current, next) {
      if (next === '') throw new VaultFailure('passphraseEmpty')
      await unlockKey(read(dataDir), current)
      const derived = await deriveKey(next, wrapping.cost)
      writeFileAtomically(pathIn(dataDir), seal(entries, derived))
      wrapping = derived
    },
  }
}
