import type { HistoryEntry } from '../../../../shared/contract/history.ts'
import { formatClock } from '../../../parts/localTime.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { plainWords, say } from '../words.ts'

/** When a report was made, in local time. */
export function entryTime(text: Text, at: string | null, nowMs: number): string {
  return at === null ? text('history.noTime') : formatClock(at, text.language, nowMs)
}

/** `ONT check, 3 Oct 10:02`: how a report is called wherever it is named. */
export function reportName(text: Text, entry: Pick<HistoryEntry, 'kind' | 'at'>, nowMs: number): string {
  return text('history.reportOf', {
    check: say(text, `check.${entry.kind}`, plainWords(entry.kind)), at: entryTime(text, entry.at, nowMs),
  })
}
