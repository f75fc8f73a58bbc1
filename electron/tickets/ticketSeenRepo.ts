import type Database from 'better-sqlite3'
import type { AccountId } from '../../shared/model/common.ts'
import type { Ticket } from '../../shared/model/ticket.ts'

export type TicketChange = { readonly accountId: AccountId; readonly id: string; readonly what: 'new' | 'updated' }

const byAccount = (tickets: readonly Ticket[]): [AccountId, Ticket[]][] => [...Map.groupBy(tickets, ({ accountId }) => accountId)]

/**
 * Which state of each ticket the engineer has seen, by the system's own time of its last change: so a change of this machine's clock
 * hides nothing.
 */
export function createTicketSeenRepo(db: Database.Database) {
  const ofAccount = db.prepare<[string], { id: string; at: string }>('SELECT ticket_id AS id, updated_at AS at FROM ticket_seen WHERE account_id = ?')
  const see = db.prepare<[string, string, string]>(`INSERT INTO ticket_seen VALUES (?, ?, ?)
    ON CONFLICT (account_id, ticket_id) DO UPDATE SET updated_at = excluded.updated_at WHERE excluded.updated_at > ticket_seen.updated_at`)

  return {
    see: (accountId: AccountId, id: string, updatedAt: string): void => void see.run(accountId, id, updatedAt),
    /** What is new or was changed since it was seen. The first list of an account is taken as seen: nothing of it is news. */
    changedOf: db.transaction((tickets: readonly Ticket[]): TicketChange[] => byAccount(tickets).flatMap(([accountId, own]) => {
      const known = new Map(ofAccount.all(accountId).map(({ id, at }) => [id, at]))
      if (known.size === 0) {
        for (const { id, updatedAt } of own) see.run(accountId, id, updatedAt ?? '')
        return []
      }
      return own.flatMap(({ id, updatedAt }): TicketChange[] => {
        const seenAt = known.get(id)
        if (seenAt === undefined) return [{ accountId, id, what: 'new' }]
        return updatedAt !== null && updatedAt > seenAt ? [{ accountId, id, what: 'updated' }] : []
      })
    })),
  }
}
export type TicketSeenRepo = ReturnType<typeof createTicketSeenRepo>
