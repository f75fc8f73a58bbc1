import type { Notice } from '../shared/contract/app.ts'
import type { JournalNotice } from './storage/journal.ts'

/** What the engineer must be told about the data, until it is dismissed. */
export function createNotices(now: () => Date) {
  const notices: Notice[] = []
  let count = 0
  return {
    /** What still stands is not told a second time. */
    add(kind: Notice['kind'], detail: string): void {
      if (notices.some(notice => notice.kind === kind && notice.detail === detail)) return
      count += 1
      notices.push({ id: String(count), kind, detail, at: now().toISOString() })
    },
    dismiss(id: string): void {
      const at = notices.findIndex(notice => notice.id === id)
      if (at >= 0) notices.splice(at, 1)
    },
    list: (): Notice[] => [...notices],
  }
}

/** Kind and detail of a journal's notice. */
export function noticeOf(notice: JournalNotice): [kind: Notice['kind'], detail: string] {
  switch (notice.kind) {
    case 'setAsideLocked': return ['journalLockedAside', notice.aside]
    case 'returned': return ['journalReturned', '']
    case 'halfCopied': return ['journalHalfCopied', '']
    case 'backedUp': return ['journalBackedUp', notice.backup]
    case 'replaced': return ['journalReplaced', notice.aside]
  }
}
