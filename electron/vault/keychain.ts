import { oneAtATime } from './oneAtATime.ts'
import { VaultFailure } from './vault.ts'
import type { KeychainTrouble, Vault } from './vault.ts'

/** The part of keytar that is used. */
export type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

export type KeychainOptions = {
  /** Names this data directory's entries, so that other directories never touch them. */
  readonly installationId: string
  readonly load: () => Promise<Keytar>
  /** How long the probe waits before it says `slow`. */
  readonly probeTimeoutMs: number
  /** How long a later call waits: a person may have to answer a prompt. */
  readonly callTimeoutMs: number
}

export type KeychainProbe =
  | { readonly state: 'available'; readonly vault: Vault }
  | { readonly state: 'unavailable'; readonly trouble: KeychainTrouble }
  /** No answer yet; `answer` never rejects and never says `slow`. */
  | { readonly state: 'slow'; readonly answer: Promise<Exclude<KeychainProbe, { state: 'slow' }>> }

export type Keychain = {
  /** Tries the keychain, or goes on waiting for the try that is under way. */
  probe(): Promise<KeychainProbe>
}

const service = 'Lineside'
/** The entry by which a keychain that answers is told from a locked one. */
export const keychainProbeName = 'keychain-check'

/** Loads the native library; rejects where it or what it links to (libsecret) is missing. */
export async function loadKeytar(): Promise<Keytar> {
  const loaded: Keytar & { readonly default?: Keytar } = await import('keytar')
  return loaded.default ?? loaded
}

// keytar's errors have no code. Linux: libsecret, D-Bus and gnome-keyring; macOS: Security framework; Windows: system messages.
const byMessage: readonly (readonly [pattern: RegExp, trouble: KeychainTrouble])[] = [
  [/autolaunch D-?Bus|DBUS_SESSION_BUS_ADDRESS|Could not connect|connection is closed|given address is empty/i, 'noBus'],
  [/not provided by any \.service|StartServiceByName|ServiceUnknown|does not have an owner|Spawn\./i, 'noService'],
  [/locked|dismissed|cancell?ed|denied|not allowed|Object does not exist|passphrase you|session does not exist/i, 'refused'],
]

/** What an error of a keychain call means. */
export function troubleOf(error: unknown): KeychainTrouble {
  const message = error instanceof Error ? error.message : ''
  return byMessage.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed'
}

/**
 * The operating system's keychain, asked with one call outstanding at most.
 * The probe reads an entry of its own and, the first time, writes it: reading alone proves nothing, since a locked Secret
 * Service answers "no such entry" (seen with gnome-keyring 42).
 */
export function createKeychain(options: KeychainOptions): Keychain {
  const inTurn = oneAtATime(options.callTimeoutMs, () => new VaultFailure('slow'))
  let underWay: Promise<Exclude<KeychainProbe, { state: 'slow' }>> | undefined

  const tryOnce = async (): Promise<Exclude<KeychainProbe, { state: 'slow' }>> => {
    let keytar: Keytar
    try {
      keytar = await options.load()
    } catch {
      return { state: 'unavailable', trouble: 'noLibrary' }
    }
    const account = accountName(options.installationId, keychainProbeName)
    try {
      if ((await keytar.getPassword(service, account)) === null) {
        await keytar.setPassword(service, account, service)
        if ((await keytar.getPassword(service, account)) !== service) return { state: 'unavailable', trouble: 'failed' }
      }
      return { state: 'available', vault: keychainVault(keytar, options.installationId, inTurn) }
    } catch (error) {
      return { state: 'unavailable', trouble: troubleOf(error) }
    }
  }

  return {
    async probe() {
      underWay ??= tryOnce().finally(() => {
        underWay = undefined
      })
      const answer = underWay
      let timer: NodeJS.Timeout | undefined
      const slow = new Promise<KeychainProbe>(resolve => {
        timer = setTimeout(() => resolve({ state: 'slow', answer }), options.probeTimeoutMs)
      })
      try {
        return await Promise.race([answer, slow])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

const accountName = (installationId: string, name: string): string => `${installationId}/${name}`

function keychainVault(keytar: Keytar, installationId: string, inTurn: ReturnType<typeof oneAtATime>): Vault {
  const call = <T>(run: () => Promise<T>): Promise<T> => inTurn(async () => {
    try {
      return await run()
    } catch (error) {
      throw error instanceof VaultFailure ? error : new VaultFailure(troubleOf(error))
    }
  })
  const account = (name: string) => accountName(installationId, name)
  return {
    kind: 'keychain',
    persistent: true,
    get: name => call(async () => {
      const secret = await keytar.getPassword(service, account(name))
      if (secret !== null) return secret
      // The keychain may have been locked meanwhile, and then says this of every entry.
      if ((await keytar.getPassword(service, account(keychainProbeName))) === null) throw new VaultFailure('refused')
      return undefined
    }),
    set: (name, secret) => call(() => keytar.setPassword(service, account(name), secret)),
    delete: name => call(async () => void (await keytar.deletePassword(service, account(name)))),
  }
}
