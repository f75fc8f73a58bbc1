import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Account } from '../../shared/model/account.ts'
import type { AccountId } from '../../shared/model/common.ts'

/** An account as the journal keeps it: no secret, and nothing that only the vault knows. */
const StoredAccount = Account.omit({ hasPassword: true })
export type StoredAccount = z.infer<typeof StoredAccount>

/** Configured log-ins. A removed one keeps its row, so that old reports and tickets still know its label. */
export function createAccountRepo(db: Database.Database) {
  const all = db.prepare<[], { body: string }>('SELECT body FROM account WHERE removed_at IS NULL ORDER BY created_at, id')
  const write = db.prepare<[string, string, string]>(`INSERT INTO account (id, body, created_at) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body`)
  const remove = db.prepare<[string, string]>('UPDATE account SET removed_at = ? WHERE id = ?')
  return {
    list(): StoredAccount[] {
      return all.all().flatMap(row => {
        const read = StoredAccount.safeParse(JSON.parse(row.body))
        return read.success ? [read.data] : []
      })
    },
    save: (account: StoredAccount): void => void write.run(account.id, JSON.stringify(account), account.createdAt),
    remove: (id: AccountId, now: string): void => void remove.run(now, id),
  }
}
export type AccountRepo = ReturnType<typeof createAccountRepo>
