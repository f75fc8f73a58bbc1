export type VaultKind = 'keychain' | 'passphrase' | 'memory'

/** Where secrets live: database keys and passwords, by name. Names and secrets are not empty. */
export type Vault = {
  readonly kind: VaultKind
  /** False when nothing is kept after closing. */
  readonly persistent: boolean
  /** Undefined only when it is known that there is no such entry. Throws VaultFailure. */
  get(name: string): Promise<string | undefined>
  /** Throws VaultFailure or StorageFailure. */
  set(name: string, secret: string): Promise<void>
  /** Nothing happens when there is no such entry. Throws VaultFailure or StorageFailure. */
  delete(name: string): Promise<void>
}

/**
 * Why a keychain cannot be used: its library is missing, there is no session bus, no service, the engineer refused or left
 * it locked, or it failed otherwise.
 */
export type KeychainTrouble = 'noLibrary' | 'noBus' | 'noService' | 'refused' | 'failed'

export type VaultFailureCode =
  | KeychainTrouble | 'slow' | 'wrongPassphrase' | 'damaged' | 'passphraseEmpty' | 'passphraseUnreadable' | 'passphraseExposed'

const words: Record<VaultFailureCode, string> = {
  noLibrary: 'This machine lacks the library for a keychain.',
  noBus: 'There is no session bus, so no keychain can be reached.',
  noService: 'No keychain service is running.',
  refused: 'The keychain is locked or access to it was refused.',
  failed: 'The keychain does not work.',
  slow: 'The keychain does not answer.',
  wrongPassphrase: 'This is not the passphrase.',
  damaged: 'The file with the secrets is damaged.',
  passphraseEmpty: 'The passphrase is empty.',
  passphraseUnreadable: 'The passphrase could not be read.',
  passphraseExposed: 'Other users can read the passphrase file: make it readable for yourself only (chmod 600).',
}

/** An expected failure of a vault. Never carries a secret or what a keychain library said. */
export class VaultFailure extends Error {
  override readonly name = 'VaultFailure'
  readonly code: VaultFailureCode

  constructor(code: VaultFailureCode) {
    super(words[code])
    this.code = code
  }
}
