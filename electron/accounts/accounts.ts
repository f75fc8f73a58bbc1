import type { HealthAnswer } from '../../shared/contract/accounts.ts'
import type { Account, AccountInput, ConnectionTest, Reachability } from '../../shared/model/account.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { Conflict, NotFound, type AccountPreset, type AccountsService } from '../services.ts'
import type { Vault } from '../vault/vault.ts'
import type { AccountRepo, StoredAccount } from './accountRepo.ts'

/** What accounts need of the adapters at work. */
export type AccountOperators = {
  /** Builds (anew) the adapter of an account; its old connections end. */
  set(account: StoredAccount, password: () => Promise<string | undefined>, oneTimeCode?: string): Promise<void>
  remove(id: AccountId): Promise<void>
  /** Tests an account that is not kept, with what is typed. */
  test(account: AccountInput, password: string, oneTimeCode: string | undefined, signal: AbortSignal): Promise<ConnectionTest>
  /** Lets a silenced account speak again and says what came of it. */
  retry(id: AccountId, oneTimeCode: string | undefined, signal: AbortSignal): Promise<Reachability>
  /** What an account's adapter has learnt of its system, after asking it anew where `refresh`. */
  health(id: AccountId, refresh: boolean, signal: AbortSignal): Promise<HealthAnswer>
  reachability(signal: AbortSignal): AsyncIterable<Reachability[]>
}

export type AccountsDependencies = {
  readonly repo: AccountRepo
  readonly vault: Vault
  readonly operators: AccountOperators
  readonly presets: () => AccountPreset[]
  readonly unsentCount: (id: AccountId) => number
  readonly giveUpUnsent: (id: AccountId, now: string) => void
  /** Told when an account came, changed or went: synchronisation follows. */
  readonly changed: (account: StoredAccount, change: 'added' | 'edited') => void
  /** Stops what runs for the account and removes its lines from the cache. */
  readonly forget: (id: AccountId) => Promise<void>
  readonly now: () => Date
  readonly newId: () => string
}

/** Name of an account's password in the vault. */
export const passwordName = (id: AccountId): string => `account.${id}.password`

/**
 * Configured log-ins: body in the journal, password in the vault, one-time code only in this session. Reads the vault once
 * at the start, so that a lost keychain shows as an account without password and not as a refused one.
 */
export async function createAccounts(given: AccountsDependencies): Promise<AccountsService & { ids(): AccountId[] }> {
  const { repo, vault, operators } = given
  const known = new Map<AccountId, { account: StoredAccount; hasPassword: boolean }>()

  const start = (account: StoredAccount, oneTimeCode?: string) =>
    operators.set(account, () => vault.get(passwordName(account.id)), ...(oneTimeCode === undefined ? [] : [oneTimeCode]))
  const shown = ({ account, hasPassword }: { account: StoredAccount; hasPassword: boolean }): Account => ({ ...account, hasPassword })
  const existing = (id: AccountId) => {
    const found = known.get(id)
    if (found === undefined) throw new NotFound('account')
    return found
  }

  for (const account of repo.list()) {
    const hasPassword = (await vault.get(passwordName(account.id))) !== undefined
    known.set(account.id, { account, hasPassword })
    await start(account)
  }

  return {
    ids: () => [...known.keys()],
    presets: given.presets,
    list: () => [...known.values()].map(shown),
    async add(input, secrets) {
      const id = AccountId.parse(given.newId())
      const account: StoredAccount = {
        ...input, id, system: systemKeyOf(input.kind, input.baseUrl), createdAt: given.now().toISOString(),
      }
      await vault.set(passwordName(id), secrets.password)
      repo.save(account)
      known.set(id, { account, hasPassword: true })
      await start(account, secrets.oneTimeCode)
      given.changed(account, 'added')
      return shown(existing(id))
    },
    async edit(id, input, secrets) {
      const before = existing(id)
      const account: StoredAccount = { ...before.account, ...input, system: systemKeyOf(input.kind, input.baseUrl) }
      // A stored password never goes to another system than the one it was given for.
      if (account.system !== before.account.system && secrets.password === undefined) throw new Conflict('passwordNeeded')
      if (secrets.password !== undefined) await vault.set(passwordName(id), secrets.password)
      // Lines of the old system are no longer reachable through this account.
      if (account.system !== before.account.system) await given.forget(id)
      repo.save(account)
      known.set(id, { account, hasPassword: before.hasPassword || secrets.password !== undefined })
      await start(account, secrets.oneTimeCode)
      given.changed(account, 'edited')
      return shown(existing(id))
    },
    async remove(id, discardUnsent) {
      existing(id)
      const unsent = given.unsentCount(id)
      if (unsent > 0 && !discardUnsent) throw new Conflict('unsentWork', unsent)
      const now = given.now().toISOString()
      await operators.remove(id)
      await given.forget(id)
      await vault.delete(passwordName(id))
      given.giveUpUnsent(id, now)
      repo.remove(id, now)
      known.delete(id)
    },
    async test(input, secrets, id, signal) {
      const password = secrets.password ?? await storedPassword(vault, id, existing, input)
      return operators.test(input, password, secrets.oneTimeCode, signal)
    },
    retry: (id, oneTimeCode, signal) => {
      existing(id)
      return operators.retry(id, oneTimeCode, signal)
    },
    async health(id, refresh, signal) {
      existing(id)
      return operators.health(id, refresh, signal)
    },
    reachability: signal => operators.reachability(signal),
  }
}

/**
 * The kept password of an account, for testing it without typing it again. Only for the system it was given for: a stored
 * password never goes to an address that was just typed.
 */
async function storedPassword(
  vault: Vault, id: AccountId | undefined, existing: (id: AccountId) => { account: StoredAccount }, input: AccountInput,
): Promise<string> {
  if (id === undefined) throw new Conflict('passwordNeeded')
  const { account } = existing(id)
  if (account.system !== systemKeyOf(input.kind, input.baseUrl)) throw new Conflict('passwordNeeded')
  const password = await vault.get(passwordName(id))
  if (password === undefined) throw new Conflict('passwordNeeded')
  return password
}

