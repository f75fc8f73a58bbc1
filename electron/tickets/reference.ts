import type Database from 'better-sqlite3'

/** Letters and digits that cannot be mistaken for one another when read aloud. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * References for tickets, unique without a network: a random part made once per installation plus a counter, both in the
 * journal (`LS-7KQ2MX-14`). The caller gives randomness, bytes 0..255. `anew`: the journal may be older than what was done with it
 * (restored from a backup), so that its counter could repeat: the random part is made anew.
 */
export function createReferences(db: Database.Database, randomBytes: (count: number) => Uint8Array, anew = false): { next(): string } {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const write = db.prepare<[string, string]>('INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
  let stale = anew
  const next = db.transaction(() => {
    let installation = read.get('installation')?.value
    if (installation === undefined || stale) {
      installation = Array.from(randomBytes(6), byte => alphabet[byte % alphabet.length]).join('')
      write.run('installation', installation)
      stale = false
    }
    const count = Number(read.get('referenceCount')?.value ?? 0) + 1
    write.run('referenceCount', String(count))
    return `LS-${installation}-${count}`
  })
  return { next: () => next() }
}
