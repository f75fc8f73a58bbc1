import { platform } from 'node:os'
import { join } from 'node:path'
import type { AppStatus, JournalStatus, VaultStatus } from '../shared/contract/app.ts'
import { openServices, type OpenServices } from './buildServices.ts'
import { createLatest } from './latest.ts'
import { openFileLog } from './log/fileLog.ts'

import { createNotices, noticeOf } from './notices.ts'
import type { OutboxOptions } from './outbox/outbox.ts'
import { Conflict, NotReady, type Core } from './services.ts'
import { openSessionDirectory } from './storage/dataDirectory.ts'
import { openFileStore } from './storage/fileStore.ts'
import { openJournal, type DamagedJournal, type OpenJournal } from './storage/journal.ts'
import { journalMigrations } from './storage/journalSchema.ts'
import { mergeLockedJournals } from './storage/mergeLockedJournals.ts'
import { asStorageFailure } from './storage/storageFailure.ts'
import { databaseKeyFor, keyFinder } from './vault/databaseKey.ts'
import { openVault, type VaultStep } from './vault/openVault.ts'
import { VaultFailure } from './vault/vault.ts'

export type CoreOptions = {
  readonly dataDirectory: string
  readonly host: 'desktop' | 'browser'
  readonly version: string
  /** Where the writer worker's code is: `.ts` from source, `.js` bundled. */
  readonly writerWorkerUrl: URL
  /** How to sign on to the lab network: given in demo mode only. */
  readonly demo?: { readonly baseUrl: string; readonly username: string; readonly password: string }
  /** Times of the outbox, where they are not the standard ones. */
  readonly outbox?: OutboxOptions
  /** For an unattended start. */
  readonly passphrase?: string
  /** Chosen earlier in this run: no vault is asked, nothing is kept. */
  readonly keepNothing?: boolean
  /** `performance.timeOrigin`-based moment the process began, ms since the epoch. */
  readonly startedAtMs: number
}

const now = () => new Date()

type ReadyStep = Extract<VaultStep, { state: 'ready' }>

/**
 * Builds the core on a data directory of which the caller holds the instance lock: vault, then journal, then cache and use
 * cases. Resolves as soon as it is ready or has a question for the engineer (`status`); throws StorageFailure only where
 * the directory itself cannot be used.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { dataDirectory } = options
  const log = openFileLog({ dir: join(dataDirectory, 'log') })
  const notices = createNotices(now)
  let step: VaultStep | undefined
  let damaged: DamagedJournal | undefined
  let open: OpenServices | undefined
  /** Closing steps of what is open, last opened first. */
  const closers: (() => void | Promise<void>)[] = []
  let closed = false

  const status = createLatest<AppStatus>({
    version: options.version, host: options.host, platform: platform(), demo: options.demo !== undefined, dataDirectory,
    vault: { state: 'opening', kind: null, persistent: false, reason: null, offers: [], newPassphrase: false, keychainInUse: false, wrongPassphrase: false },
    journal: { state: 'closed', reason: null, backups: [] }, notices: [], readyAfterMs: null,
  })
  const change = (part: Partial<AppStatus>) => status.set({ ...status.get(), ...part, notices: notices.list() })

  const useJournal = async (vaultStep: ReadyStep, dir: string, journal: OpenJournal): Promise<void> => {
    closers.push(() => journal.close())
    for (const notice of journal.notices) notices.add(...noticeOf(notice))
    const formerKeychain = await vaultStep.formerKeychain?.()
    const former = formerKeychain === undefined ? [] : [formerKeychain]
    const keyFor = await keyFinder([vaultStep.vault, ...former], 'journal')
    for (const merged of mergeLockedJournals({ dir, db: journal.db, migrations: journalMigrations, keyFor })) {
      if (merged.state === 'merged') notices.add('journalMerged', String(merged.rows))
    }
    const cacheKey = await databaseKeyFor(vaultStep.vault, 'cache')
    const fileKey = await databaseKeyFor(vaultStep.vault, 'files')
    const store = openFileStore({ dir, key: fileKey.key, ...(former.length === 0 ? {} : { formerKey: await keyFinder(former, 'files') }) })
    open = await openServices({
      db: journal.db, dir, cacheKey: cacheKey.key, store, vault: vaultStep.vault, log, now, writerWorkerUrl: options.writerWorkerUrl, version: options.version,
      notice: (kind, detail) => { notices.add(kind, detail); change({}) },
      journalLags: journal.notices.some(({ kind }) => kind === 'replaced' || kind === 'halfCopied'),
      ...(options.outbox === undefined ? {} : { outbox: options.outbox }), ...(options.demo === undefined ? {} : { demo: options.demo }),
    })
    closers.push(open.close)
    const readyAfterMs = Math.round(Date.now() - options.startedAtMs)
    log.info('core.ready', { readyAfterMs, vault: vaultStep.vault.kind })
    change({ journal: { state: 'open', reason: null, backups: [] }, readyAfterMs })
  }

  const openData = async (vaultStep: ReadyStep): Promise<void> => {
    const { vault } = vaultStep
    // Without a lasting vault the keys end with this process: its databases live in a directory that ends with it too.
    const session = vault.persistent ? undefined : openSessionDirectory(dataDirectory)
    if (session !== undefined) closers.push(() => session.remove())
    const dir = session?.dir ?? dataDirectory
    try {
      const journal = openJournal({ dir, key: (await databaseKeyFor(vault, 'journal')).key, migrations: journalMigrations, now })
      if (journal.state === 'open') return await useJournal(vaultStep, dir, journal)
      damaged = journal
      const backups = journal.backups.map(({ path, takenAt }) => ({ id: path, at: takenAt.toISOString() }))
      change({ journal: { state: 'damaged', reason: journal.reason, backups } })
    } catch (error) {
      const failure = asStorageFailure(error)
      if (failure === undefined && !(error instanceof VaultFailure)) throw error
      const code = failure?.code ?? (error as VaultFailure).code
      log.error('journal.refused', { code })
      change({ journal: { state: 'refused', reason: code, backups: [] } })
    }
  }

  const take = async (next: VaultStep): Promise<void> => {
    if (closed) return
    step = next
    // The lab's data is worth no question: without a keychain the demo keeps nothing.
    if (next.state !== 'ready' && options.demo !== undefined && next.offers.includes('memory')) return take(await next.choose({ kind: 'memory' }))
    change({ vault: vaultStatusOf(next) })
    if (next.state === 'ready') return openData(next)
    if (next.state !== 'needsChoice') return
    next.answered?.then(answer => (answer !== undefined && step === next ? take(answer) : undefined)).catch((error: unknown) => {
      log.error('vault.failed', { error })
      change({ vault: { ...status.get().vault, state: 'failed', reason: asStorageFailure(error)?.code ?? 'failed' } })
    })
  }

  log.info('core.starting', { version: options.version, host: options.host, demo: options.demo !== undefined })
  await take(await openVault({ dataDir: dataDirectory, now, ...(options.keepNothing === true ? { use: 'memory' } : {}), ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }) }))

  return {
    services() {
      if (open !== undefined) return open.services
      const { vault, journal } = status.get()
      throw new NotReady(vault.state === 'ready' ? journal.state : vault.state)
    },
    status: signal => status.values(signal),
    async chooseVault(choice) {
      if (step === undefined || step.state === 'ready') return status.get().vault
      const kind = choice.choice
      if (!step.offers.includes(kind)) throw new Conflict('notOffered')
      await take(await step.choose(kind === 'passphrase' ? { kind, passphrase: choice.passphrase } : { kind }))
      return status.get().vault
    },
    async chooseJournal(choice): Promise<JournalStatus> {
      if (step?.state !== 'ready' || open !== undefined) return status.get().journal
      if (choice.choice === 'retry') await openData(step)
      else if (damaged !== undefined) {
        const backup = choice.choice === 'restore' ? damaged.backups.find(({ path }) => path === choice.backup) : undefined
        if (choice.choice === 'restore' && backup === undefined) throw new Conflict('backupGone')
        const journal = backup === undefined ? damaged.startNew() : damaged.restore(backup)
        damaged = undefined
        await useJournal(step, dataDirectory, journal)
      }
      return status.get().journal
    },
    dismissNotice(id) {
      notices.dismiss(id)
      change({})
    },
    log: (limit, minimum) => log.readLog({ limit, minimum }),
    writeLog: (level, event, detail) => log[level](event, detail),
    async close() {
      if (closed) return
      closed = true
      status.close()
      for (const close of closers.toReversed()) await close()
      log.info('core.closed')
      await log.close()
    },
  }
}

function vaultStatusOf(step: VaultStep): VaultStatus {
  const none = { kind: null, persistent: false, reason: null, offers: [], newPassphrase: false, keychainInUse: false, wrongPassphrase: false } as const
  switch (step.state) {
    case 'ready':
      return { ...none, state: 'ready', kind: step.vault.kind, persistent: step.vault.persistent, offers: [] }
    case 'needsChoice':
      return { ...none, state: step.reason === 'slow' ? 'waitingForKeychain' : 'needsChoice', reason: step.reason, offers: [...step.offers], keychainInUse: step.keychainInUse }
    case 'needsPassphrase':
      return { ...none, state: 'needsPassphrase', offers: [...step.offers], newPassphrase: step.isNew, wrongPassphrase: step.wrong }
    case 'damaged':
      return { ...none, state: 'damaged', reason: step.file, offers: [...step.offers] }
  }
}
