import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { stampOf } from '../storage/setAside.ts'
import { withStorageFailures } from '../storage/storageFailure.ts'
import { createKeychain, loadKeytar } from './keychain.ts'
import type { Keychain, KeychainProbe, Keytar } from './keychain.ts'
import { memoryVault } from './memoryVault.ts'
import { checkPassphraseVault, createPassphraseVault, hasPassphraseVault, openPassphraseVault } from './passphraseVault.ts'
import type { PassphraseVault } from './passphraseVault.ts'
import type { ScryptCost } from './passphraseFile.ts'
import { VaultFailure } from './vault.ts'
import type { KeychainTrouble, Vault, VaultKind } from './vault.ts'
import { readVaultRecord, writeVaultRecord } from './vaultRecord.ts'
import type { VaultRecord } from './vaultRecord.ts'

export type VaultOptions = {
  /** Must exist. */
  readonly dataDir: string
  readonly now: () => Date
  /** Asks for one kind; without it the directory's own, else the keychain. */
  readonly use?: VaultKind
  /** For an unattended start: opens or begins a passphrase vault without asking. */
  readonly passphrase?: string
  readonly load?: () => Promise<Keytar>
  /** Default 3000. */
  readonly probeTimeoutMs?: number
  /** Default 30 000. */
  readonly callTimeoutMs?: number
  readonly scryptCost?: ScryptCost
}

export type VaultChoice =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  /** Nothing is kept after closing; nothing is written. */
  | { readonly kind: 'memory' }
  /** Go on waiting for a slow keychain. */
  | { readonly kind: 'wait' }
  /** Ask the keychain again. */
  | { readonly kind: 'retry' }
  /** Put the damaged file aside and begin without it. */
  | { readonly kind: 'startOver' }

export type VaultOffer = VaultChoice['kind']

type Asking = {
  readonly offers: readonly VaultOffer[]
  /** Takes one of the offers. Throws VaultFailure `passphraseEmpty`, or StorageFailure; then one may choose again. */
  choose(choice: VaultChoice): Promise<VaultStep>
}

/** Where opening the vault stands: ready, or what the engineer has to be asked. Nothing is written before `ready`. */
export type VaultStep =
  | {
    readonly state: 'ready'
    readonly vault: Vault | PassphraseVault
    /** The keychain that held the secrets before this vault, when it can be had: its keys open journals kept aside. */
    readonly formerKeychain?: () => Promise<Vault | undefined>
  }
  | Asking & {
    readonly state: 'needsChoice'
    readonly reason: KeychainTrouble | 'slow'
    /** The keychain holds secrets of this directory: without it they are missing until it is back. */
    readonly keychainInUse: boolean
    /** With `slow`: the step that follows once the keychain answers, chosen or not; undefined after another choice. */
    readonly answered?: Promise<VaultStep | undefined>
  }
  | Asking & { readonly state: 'needsPassphrase'; readonly isNew: boolean; readonly wrong: boolean }
  | Asking & { readonly state: 'damaged'; readonly file: 'vault.json' | 'vault.enc' }

type Site = { readonly options: VaultOptions; readonly record: VaultRecord; readonly keychain: Keychain }

/**
 * Opens the directory's vault. Never falls back by itself: a keychain that is absent, slow, locked or refused is a question to
 * the engineer, and there is no plaintext way. Throws StorageFailure.
 */
export async function openVault(options: VaultOptions): Promise<VaultStep> {
  if (options.use === 'memory') return { state: 'ready', vault: memoryVault() }
  let record: VaultRecord
  try {
    record = readVaultRecord(options.dataDir)
  } catch (error) {
    return damaged(error, options, 'vault.json')
  }
  const keychain = createKeychain({
    installationId: record.id,
    load: options.load ?? loadKeytar,
    probeTimeoutMs: options.probeTimeoutMs ?? 3000,
    callTimeoutMs: options.callTimeoutMs ?? 30_000,
  })
  const site = { options, record, keychain }
  const kind = options.use ?? (options.passphrase === undefined ? record.kind : 'passphrase')
  return kind === 'passphrase' || (kind === null && hasPassphraseVault(options.dataDir))
    ? passphraseStep(site, options.passphrase)
    : keychainStep(site, await keychain.probe())
}

/** Rethrows what is no damage. */
function damaged(error: unknown, options: VaultOptions, file: 'vault.json' | 'vault.enc'): VaultStep {
  if (!(error instanceof VaultFailure) || error.code !== 'damaged') throw error
  return {
    state: 'damaged',
    file,
    offers: ['startOver', 'memory'],
    async choose(choice) {
      if (choice.kind === 'memory') return { state: 'ready', vault: memoryVault() }
      if (choice.kind !== 'startOver') throw notOffered(choice)
      const path = join(options.dataDir, file)
      withStorageFailures(path, () => {
        if (existsSync(path)) renameSync(path, `${path}.damaged-${stampOf(options.now())}`)
      })
      if (file === 'vault.enc') {
        const record = readVaultRecord(options.dataDir)
        writeVaultRecord(options.dataDir, { ...record, kind: null })
      }
      return openVault(options)
    },
  }
}

const notOffered = (choice: VaultChoice): Error => new Error(`${choice.kind} was not offered`)

function keychainStep(site: Site, probe: KeychainProbe): VaultStep {
  if (probe.state === 'available') {
    remember(site, 'keychain')
    return { state: 'ready', vault: probe.vault }
  }
  let choiceMade = false
  const follow = async (answer: KeychainProbe) => (choiceMade ? undefined : keychainStep(site, answer))
  const answered = probe.state === 'slow' ? probe.answer.then(follow) : undefined
  // Whoever awaits it learns of a failure; nobody has to await it.
  answered?.catch(() => undefined)
  const instead = async (step: () => VaultStep | Promise<VaultStep>) => {
    choiceMade = true
    try {
      return await step()
    } catch (error) {
      choiceMade = false
      throw error
    }
  }
  return {
    state: 'needsChoice',
    reason: probe.state === 'slow' ? 'slow' : probe.trouble,
    keychainInUse: site.record.keychainUsed,
    offers: [answered === undefined ? 'retry' : 'wait', 'passphrase', 'memory'],
    ...(answered === undefined ? {} : { answered }),
    async choose(choice) {
      if (choice.kind === 'memory') return instead(() => ({ state: 'ready', vault: memoryVault() }))
      if (choice.kind === 'passphrase') return instead(() => passphraseStep(site, choice.passphrase))
      if (choice.kind === 'retry' && answered === undefined) return keychainStep(site, await site.keychain.probe())
      const next = choice.kind === 'wait' ? await answered : undefined
      if (next === undefined) throw notOffered(choice)
      return next
    },
  }
}

async function passphraseStep(site: Site, passphrase: string | undefined): Promise<VaultStep> {
  const { dataDir, scryptCost } = site.options
  const isNew = !hasPassphraseVault(dataDir) && site.record.kind !== 'passphrase'
  try {
    if (!isNew) checkPassphraseVault(dataDir)
    if (passphrase === undefined) return askPassphrase(site, isNew, false)
    const create = isNew ? createPassphraseVault(dataDir, passphrase, scryptCost) : undefined
    const vault = await (create ?? openPassphraseVault(dataDir, passphrase))
    remember(site, 'passphrase')
    if (!site.record.keychainUsed) return { state: 'ready', vault }
    return { state: 'ready', vault, formerKeychain: () => formerKeychain(site.keychain) }
  } catch (error) {
    if (error instanceof VaultFailure && error.code === 'wrongPassphrase') return askPassphrase(site, false, true)
    return damaged(error, site.options, 'vault.enc')
  }
}

function askPassphrase(site: Site, isNew: boolean, wrong: boolean): VaultStep {
  return {
    state: 'needsPassphrase',
    isNew,
    wrong,
    offers: ['passphrase', 'memory'],
    async choose(choice) {
      if (choice.kind === 'memory') return { state: 'ready', vault: memoryVault() }
      if (choice.kind === 'passphrase') return passphraseStep(site, choice.passphrase)
      throw notOffered(choice)
    },
  }
}

async function formerKeychain(keychain: Keychain): Promise<Vault | undefined> {
  const probe = await keychain.probe()
  return probe.state === 'available' ? probe.vault : undefined
}

function remember({ options, record }: Site, kind: 'keychain' | 'passphrase'): void {
  const keychainUsed = record.keychainUsed || kind === 'keychain'
  // Nothing new is not written: the data opens on a full disk too.
  if (record.kind !== kind || record.keychainUsed !== keychainUsed) writeVaultRecord(options.dataDir, { ...record, kind, keychainUsed })
}
