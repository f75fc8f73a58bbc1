import { platform } from 'node:os'
import { join } from 'node:path'
import type { AppStatus, JournalStatus, VaultStatus } from '../shared/contract/app.ts'
import type { LabAccess } from './accounts/labAccount.ts'
import { passwordName } from './accounts/accounts.ts'
import { openServices, type OpenServices } from './buildServices.ts'
import { createLatest } from './latest.ts'
import { openFileLog } from './log/fileLog.ts'

import { createNotices, noticeOf } from './notices.ts'
import { destroyKeys, removeData } from './privacy/destroyData.ts'
import { createIdleLock } from './privacy/idleLock.ts'
import type { OutboxOptions } from './outbox/outbox.ts'
import { Conflict, NotReady, type Core } from './services.ts'
import { openSessionDirectory } from './storage/dataDirectory.ts'
import { openFileStore } from './storage/fileStore.ts'
import { openJournal, type DamagedJournal, type OpenJournal } from './storage/journal.ts'
import { journalMigrations } from './storage/journalSchema.ts'
import { mergeLockedJournals } from './storage/mergeLockedJournals.ts'
import { asStorageFailure } from './storage/storageFailure.ts'
import { databaseKeyFor, keyFinder } from './vault/databaseKey.ts'
import { openVault, type VaultOptions, type VaultStep } from './vault/openVault.ts'
import { VaultFailure, type Vault } from './vault/vault.ts'

export type CoreOptions = {
  readonly dataDirectory: string
  readonly host: 'desktop' | 'browser'
  readonly version: string
  /** Where the writer worker's code is: `.ts` from source, `.js` bundled. */
  readonly writerWorkerUrl: URL
  /** How to sign on to the systems of the lab network: given in demo mode only. */
  readonly demo?: readonly LabAccess[]
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
  const vaultOptions: VaultOptions = { dataDir: dataDirectory, now, ...(options.keepNothing === true ? { use: 'memory' } : {}) }
  const unattended = options.passphrase === undefined ? {} : { passphrase: options.passphrase }
  const log = openFileLog({ dir: join(dataDirectory, 'log') })
  const notices = createNotices(now)
  let step: VaultStep | undefined
  let damaged: DamagedJournal | undefined
  let open: OpenServices | undefined
  /** Closing steps of what is open, last opened first. */
  const closers: (() => void | Promise<void>)[] = []
  let closed = false
  /** While what was open is closed, before it can be opened again. */
  let closing: Promise<void> | undefined
  let former: readonly Vault[] = []

  const status = createLatest<AppStatus>({
    version: options.version, host: options.host, platform: platform(), demo: options.demo !== undefined, dataDirectory,
    vault: { ...noVault, state: 'opening', offers: [] }, journal: noJournal, notices: [], readyAfterMs: null,
  })
  const change = (part: Partial<AppStatus>) => status.set({ ...status.get(), ...part, notices: notices.list() })

  const useJournal = async (vaultStep: ReadyStep, dir: string, journal: OpenJournal): Promise<void> => {
    closers.push(() => journal.close())
    for (const notice of journal.notices) notices.add(...noticeOf(notice))
    const formerKeychain = await vaultStep.formerKeychain?.()
    former = formerKeychain === undefined ? [] : [formerKeychain]
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

  /** Closes the engineer's data, last opened first; what was open before is done with when this begins. */
  const closeData = (): Promise<void> => {
    open = undefined
    damaged = undefined
    const ended = closers.splice(0).toReversed()
    const before = closing
    closing = (async () => {
      await before?.catch(() => undefined)
      for (const close of ended) await close()
    })()
    return closing
  }

  /** Gives why not all could be removed. */
  const removeAll = (): unknown => {
    try {
      removeData(dataDirectory)
      return undefined
    } catch (error) {
      return error
    }
  }

  const lock = async (): Promise<void> => {
    if (open === undefined || step?.state !== 'ready') return
    const { vault } = step
    if (!vault.persistent) throw new Conflict('nothingKept')
    step = undefined
    change({ vault: { ...noVault, state: 'locked', kind: vault.kind, persistent: true, offers: ['retry'] }, journal: noJournal })
    await closeData()
    log.info('core.locked')
    if (vault.kind === 'passphrase') await take(await openVault(vaultOptions))
  }
  const idleLock = createIdleLock({
    minutes: () => (step?.state === 'ready' && step.vault.persistent ? open?.services.settings.get().idleLockMinutes ?? 0 : 0),
    lock: () => void lock().catch((error: unknown) => log.error('core.notLocked', { error })),
    now: Date.now, monotonicMs: () => performance.now(),
    every(ms, work) {
      const timer = setInterval(work, ms).unref()
      return () => clearInterval(timer)
    },
  })

  log.info('core.starting', { version: options.version, host: options.host, demo: options.demo !== undefined })
  await take(await openVault({ ...vaultOptions, ...unattended }))

  return {
    services() {
      if (open !== undefined) return open.services
      const { vault, journal } = status.get()
      throw new NotReady(vault.state === 'ready' ? journal.state : vault.state)
    },
    status: signal => status.values(signal),
    async chooseVault(choice) {
      await closing?.catch(() => undefined)
      const kind = choice.choice
      if (status.get().vault.state === 'locked' && kind === 'retry') {
        idleLock.active()
        await take(await openVault(vaultOptions))
      }
      if (step === undefined || step.state === 'ready') return status.get().vault
      if (kind === 'passphrase') idleLock.active()
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
    async deleteCustomerData(agreed) {
      if (open === undefined || step?.state !== 'ready') throw new NotReady('closed')
      const { vault } = step
      const { unsent, openVisits } = open.services.unsentWork()
      if (unsent !== agreed.unsent || openVisits.length !== agreed.openVisits) throw new Conflict('unsentWork', unsent + openVisits.length)
      const passwords = open.services.accounts.list().map(({ id }) => passwordName(id))
      const left = await destroyKeys([vault, ...former], passwords).catch((error: unknown) => {
        throw error instanceof VaultFailure ? new Conflict('keychainRefused') : error
      })
      step = undefined
      change({ vault: { ...noVault, state: 'opening', offers: [] }, journal: noJournal })
      await closeData()
      // Without the keys nothing is readable any more: whatever file cannot be removed, Lineside begins anew.
      const kept = removeAll()
      log.info('core.dataDeleted', { keysLeft: left, filesLeft: kept !== undefined })
      await take(await openVault({ ...vaultOptions, ...(vault.kind === 'memory' ? { use: 'memory' } : {}), ...unattended }))
      if (kept !== undefined) throw kept
    },
    lock,
    active: () => idleLock.active(),
    log: (limit, minimum) => log.readLog({ limit, minimum }),
    writeLog: (level, event, detail) => log[level](event, detail),
    async close() {
      if (closed) return
      closed = true
      status.close()
      idleLock.stop()
      await closeData()
      log.info('core.closed')
      await log.close()
    },
  }
}

const noVault = { kind: null, persistent: false, reason: null, newPassphrase: false, keychainInUse: false, wrongPassphrase: false } as const
const noJournal: JournalStatus = { state: 'closed', reason: null, backups: [] }

function vaultStatusOf(step: VaultStep): VaultStatus {
  const none = { ...noVault, offers: [] }
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
