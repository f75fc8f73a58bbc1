import { createStore } from 'zustand/vanilla'
import type { HealthAnswer } from '../../shared/contract/accounts.ts'
import type { Account, ConnectionTest, Reachability } from '../../shared/model/account.ts'
import type { AccountId, SystemKind } from '../../shared/model/common.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { draftOf, draftProblem, emptyDraft, inputOf, secretsOf, withKind } from './accountDraft.ts'
import type { AccountDraft, DraftProblem } from './accountDraft.ts'
import { follow } from './follow.ts'

export type AccountPreset = Awaited<ReturnType<Client['accounts']['presets']>>[number]
/** A draft is kept per account, and one for a new account, so that what is typed survives failures and other rooms. */
export type DraftKey = AccountId | 'new'

export type AccountForm = {
  readonly draft: AccountDraft
  readonly busy: 'none' | 'saving' | 'testing'
  readonly problem: DraftProblem | null
  readonly failure: CallFailure | null
  readonly test: ConnectionTest | null
}

/** What an account's system offers: as it was last told, whether it is being asked, and why that failed. */
export type KnownHealth = { readonly answer: HealthAnswer | null; readonly busy: boolean; readonly failure: CallFailure | null }

export type AccountsState = {
  readonly accounts: readonly Account[] | null
  readonly presets: readonly AccountPreset[]
  readonly reachability: Readonly<Record<string, Reachability>>
  readonly failure: CallFailure | null
  readonly forms: Readonly<Record<string, AccountForm>>
  readonly health: Readonly<Record<string, KnownHealth>>
  /** The removal being asked about; `unsent` is set once the core said that unsent work remains. */
  readonly removal: {
    readonly id: AccountId; readonly unsent: number | null; readonly busy: boolean; readonly failure: CallFailure | null
  } | null
}

export type AccountsStore = ReturnType<typeof createAccountsStore>

/** Accounts with their reachability, and the forms in which they are typed. */
export function createAccountsStore(client: Client) {
  const store = createStore<AccountsState>(() => ({
    accounts: null, presets: [], reachability: {}, failure: null, forms: {}, health: {}, removal: null,
  }))
  const { setState: set, getState: get } = store
  const tests = new Map<DraftKey, AbortController>()

  const formOf = (key: DraftKey): AccountForm => get().forms[key] ?? {
    draft: startDraft(key), busy: 'none', problem: null, failure: null, test: null,
  }
  const startDraft = (key: DraftKey): AccountDraft => {
    const account = get().accounts?.find(each => each.id === key)
    return account === undefined ? emptyDraft(get().accounts ?? [], get().presets) : draftOf(account)
  }
  const setForm = (key: DraftKey, change: Partial<AccountForm>) =>
    set({ forms: { ...get().forms, [key]: { ...formOf(key), ...change } } })
  const dropForm = (key: DraftKey) => {
    const { [key]: _dropped, ...forms } = get().forms
    set({ forms })
  }

  async function load(): Promise<void> {
    try {
      const [accounts, presets] = await Promise.all([client.accounts.list(), client.accounts.presets()])
      set({ accounts, presets, failure: null })
    } catch (error) {
      set({ failure: describeError(error) })
    }
  }

  return {
    ...store,
    load,
    formOf,
    /** Follows reachability until the signal aborts. */
    watch: (signal: AbortSignal) => follow(
      own => client.accounts.reachability(undefined, { signal: own }),
      all => set({ reachability: Object.fromEntries(all.map(each => [each.accountId, each])) }),
      { signal },
    ),
    type(key: DraftKey, change: Partial<AccountDraft>): void {
      setForm(key, { draft: { ...formOf(key).draft, ...change }, problem: null })
    },
    /** Another kind of system: what it asks differs, and its address is another. */
    chooseKind(key: DraftKey, kind: SystemKind): void {
      const { draft } = formOf(key)
      setForm(key, { draft: { ...draft, ...withKind(draft, kind, get().presets) }, problem: null, test: null, failure: null })
    },
    discard: dropForm,
    /** Saves what is typed; true where it was kept. */
    async save(key: DraftKey): Promise<boolean> {
      const { draft } = formOf(key)
      const problem = draftProblem(draft, key === 'new')
      if (problem !== null) { setForm(key, { problem }); return false }
      setForm(key, { busy: 'saving', failure: null })
      try {
        const account = inputOf(draft)
        if (key === 'new') await client.accounts.add({ account, secrets: { password: draft.password, ...secretsOf(draft) } })
        else await client.accounts.edit({ id: key, account, secrets: secretsOf(draft) })
      } catch (error) {
        setForm(key, { busy: 'none', failure: describeError(error) })
        return false
      }
      dropForm(key)
      await load()
      return true
    },
    async test(key: DraftKey): Promise<void> {
      const { draft } = formOf(key)
      const problem = draftProblem(draft, key === 'new')
      if (problem !== null) return setForm(key, { problem, test: null })
      const controller = new AbortController()
      tests.set(key, controller)
      setForm(key, { busy: 'testing', failure: null, test: null })
      try {
        const id = key === 'new' ? {} : { id: key }
        const test = await client.accounts.test({
          ...id, account: inputOf(draft), secrets: secretsOf(draft),
        }, { signal: controller.signal })
        setForm(key, { busy: 'none', test })
      } catch (error) {
        setForm(key, { busy: 'none', failure: controller.signal.aborted ? null : describeError(error) })
      }
    },
    cancelTest(key: DraftKey): void {
      tests.get(key)?.abort()
    },
    /** Takes up what is known of the account's system; with `refresh` the system is asked. */
    async loadHealth(id: AccountId, refresh: boolean): Promise<void> {
      const before = get().health[id] ?? { answer: null, busy: false, failure: null }
      if (before.busy) return
      const put = (known: KnownHealth) => set({ health: { ...get().health, [id]: known } })
      put({ ...before, busy: true, failure: null })
      try {
        put({ answer: await client.accounts.health({ id, refresh }), busy: false, failure: null })
      } catch (error) {
        put({ ...before, busy: false, failure: describeError(error) })
      }
    },
    askRemoval(id: AccountId): void {
      set({ removal: { id, unsent: null, busy: false, failure: null } })
    },
    cancelRemoval(): void {
      set({ removal: null })
    },
    /** Removes the account asked about. Where unsent work remains the question is put again, with its count. */
    async confirmRemoval(): Promise<void> {
      const asked = get().removal
      if (asked === null || asked.busy) return
      set({ removal: { ...asked, busy: true, failure: null } })
      try {
        await client.accounts.remove({ id: asked.id, discardUnsent: asked.unsent !== null })
        dropForm(asked.id)
        set({ removal: null })
        await load()
      } catch (error) {
        const failure = describeError(error)
        const unsent = failure.kind === 'conflict' && failure.reason === 'unsentWork' ? failure.count ?? 1 : null
        set({ removal: { ...asked, busy: false, unsent: unsent ?? asked.unsent, failure: unsent === null ? failure : null } })
      }
    },
    /** Speaks again to an account that a refusal silenced; gives the failure where it could not even be tried. */
    async retry(id: AccountId, oneTimeCode: string): Promise<CallFailure | null> {
      try {
        const result = await client.accounts.retry({ id, ...(oneTimeCode === '' ? {} : { oneTimeCode }) })
        set({ reachability: { ...get().reachability, [id]: result } })
        return null
      } catch (error) {
        return describeError(error)
      }
    },
  }
}
