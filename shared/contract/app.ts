import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LineId, UtcTime } from '../model/common.ts'
import { Settings } from '../model/settings.ts'
import { withFailures } from './failures.ts'

/** How far the app has come in opening the engineer's data. */
export const VaultStatus = z.object({
  /** `waitingForKeychain`: it is slow, and still asked. `damaged`: the file with the secrets is. `locked`: `retry` opens the keychain again. */
  state: z.enum(['opening', 'ready', 'locked', 'waitingForKeychain', 'needsChoice', 'needsPassphrase', 'damaged', 'failed']),
  kind: z.enum(['keychain', 'passphrase', 'memory']).nullable(),
  persistent: z.boolean(),
  /** Why there is a choice to make: noLibrary, noBus, noService, refused, failed, slow; or the damaged file's name. */
  reason: z.string().nullable(),
  /** What may be chosen now. */
  offers: z.array(z.enum(['passphrase', 'memory', 'wait', 'retry', 'startOver'])),
  /** The passphrase is to be made up now, not remembered. */
  newPassphrase: z.boolean(),
  /** The keychain holds this directory's secrets: without it they are missing until it is back. */
  keychainInUse: z.boolean(),
  /** Set after a wrong passphrase. */
  wrongPassphrase: z.boolean(),
})
export type VaultStatus = z.infer<typeof VaultStatus>

/** Something the engineer must be told about the data: a cache rebuilt, a journal set aside, disk full. */
export const Notice = z.object({ id: z.string(), kind: z.enum([
  'cacheRebuilt', 'journalReplaced', 'journalLockedAside', 'journalReturned', 'journalMerged', 'journalHalfCopied', 'journalBackedUp', 'diskFull', 'cacheUnavailable',
]), detail: z.string(), at: UtcTime })
export type Notice = z.infer<typeof Notice>

/** The journal, once the vault is open. `damaged`: nothing was touched, the engineer chooses; `refused`: it cannot be used as things stand. */
export const JournalStatus = z.object({
  state: z.enum(['closed', 'open', 'damaged', 'refused']),
  /** Storage failure code: corrupt, halfCopied, wrongCipher; newer, locked, readOnly, diskFull, unwritable, ioError. */
  reason: z.string().nullable(),
  /** Sound backups to go back to, newest first. */
  backups: z.array(z.object({ id: z.string(), at: UtcTime })),
})
export type JournalStatus = z.infer<typeof JournalStatus>

export const AppStatus = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'browser']),
  platform: z.string(),
  demo: z.boolean(),
  dataDirectory: z.string(),
  vault: VaultStatus,
  journal: JournalStatus,
  notices: z.array(Notice),
  readyAfterMs: z.number().nullable(),
})
export type AppStatus = z.infer<typeof AppStatus>

export const LogEntry = z.object({ at: UtcTime, level: z.enum(['debug', 'info', 'warn', 'error']), event: z.string(), detail: z.string() })
export type LogEntry = z.infer<typeof LogEntry>

export const appContract = {
  /** Current state, and again whenever it changes. */
  status: withFailures.route({ method: 'GET', path: '/app/status' }).output(eventIterator(AppStatus)),
  chooseVault: withFailures.route({ path: '/app/vault' })
    .input(z.discriminatedUnion('choice', [
      z.object({ choice: z.literal('passphrase'), passphrase: z.string().min(8).max(500) }),
      z.object({ choice: z.literal('memory') }),
      z.object({ choice: z.literal('wait') }),
      z.object({ choice: z.literal('retry') }),
      z.object({ choice: z.literal('startOver') }),
    ])).output(VaultStatus),
  /** What to do with a damaged journal; it is kept aside either way. `retry` tries a refused one again. */
  chooseJournal: withFailures.route({ path: '/app/journal' })
    .input(z.discriminatedUnion('choice', [
      z.object({ choice: z.literal('restore'), backup: z.string() }), z.object({ choice: z.literal('startNew') }), z.object({ choice: z.literal('retry') }),
    ])).output(JournalStatus),
  dismissNotice: withFailures.route({ path: '/app/notices/dismiss' }).input(z.object({ id: z.string() })).output(z.void()),
  /** Restarts the core on the demo data directory with the lab network. */
  startDemo: withFailures.route({ path: '/app/demo/start' }).output(z.void()),
  leaveDemo: withFailures.route({ path: '/app/demo/leave' }).output(z.void()),
  settings: withFailures.route({ method: 'GET', path: '/app/settings' }).output(Settings),
  changeSettings: withFailures.route({ path: '/app/settings' }).input(Settings.partial()).output(Settings),
  log: withFailures.route({ method: 'GET', path: '/app/log' })
    .input(z.object({ limit: z.number().int().min(1).max(2000).default(300), minimum: z.enum(['debug', 'info', 'warn', 'error']).default('info') }))
    .output(z.object({ entries: z.array(LogEntry), file: z.string() })),
  /** Opens an https page in the user's browser (a map, a call link, an operator's portal). */
  openExternal: withFailures.route({ path: '/app/open' }).input(z.object({ url: z.string().max(2000) })).output(z.object({ opened: z.boolean() })),
  /** A notification of the system, where the host can show one; the browser host lets the page do it. */
  notify: withFailures.route({ path: '/app/notify' })
    .input(z.object({ title: z.string().min(1).max(120), body: z.string().max(300), lineId: LineId.nullable() })).output(z.object({ shown: z.boolean() })),
  quit: withFailures.route({ path: '/app/quit' }).output(z.void()),
}
