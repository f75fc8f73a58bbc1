import type { Report } from '../../shared/model/report.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import type { Text } from '../../shared/text/text.ts'
import { reportMs } from '../../shared/triage/evidence.ts'
import { isOld } from '../../shared/triage/reportAge.ts'
import { newestOfEachKind } from '../../shared/triage/verdictText.ts'

/** The reports that go into the ticket and are too old for one (rule G2). `now`: UTC. */
export function oldReports(reports: readonly Report[], now: string): Report[] {
  return newestOfEachKind(reports).filter(report => isOld(report, now))
}

/** `26 hours old`, from two days on in days. */
export function ageWords(report: Report, now: string, text: Text): string {
  const hours = Math.floor((Date.parse(now) - reportMs(report)) / 3_600_000)
  return hours < 48 ? text('tickets.old.hours', { hours }) : text('tickets.old.days', { days: Math.floor(hours / 24) })
}

/** A moment as it is sent to an operator: `2026-11-21 18:03 UTC`. */
export const sentMoment = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** What the ticket says of results that were not measured again. `text` writes for sending. */
export function ageNote(old: readonly Report[], now: string, text: Text): string {
  const reports = old.map(report => text('tickets.old.noteReport', {
    check: text(`check.${report.kind}`), at: sentMoment(new Date(reportMs(report)).toISOString()),
    age: ageWords(report, now, text),
  }))
  return text('tickets.old.note', { reports: reports.join(', ') })
}

/** The specifications with a note below, once. */
export function withNote(specifications: string, note: string): string {
  if (specifications.includes(note)) return specifications
  return specifications.trim() === '' ? note : `${specifications.trimEnd()}\n${note}`
}

/** What the form was filled with before anything was typed; null where a draft from before was taken up. */
export type Prefilled = Pick<TicketDraft, 'subject' | 'technicalSpecifications'> | null

/** New results in a draft: in place of what nobody has changed, else below what was typed. */
export function withNewResults(
  draft: TicketDraft, prefilled: Prefilled, fresh: NonNullable<Prefilled>, heading: string,
): { readonly change: Partial<NonNullable<Prefilled>>; readonly how: 'replaced' | 'added' } {
  const isUntouched = prefilled !== null && draft.technicalSpecifications === prefilled.technicalSpecifications
  const isSubjectTheirs = prefilled === null || draft.subject !== prefilled.subject || fresh.subject === ''
  const subject = isSubjectTheirs ? {} : { subject: fresh.subject }
  if (isUntouched) return { change: { technicalSpecifications: fresh.technicalSpecifications, ...subject }, how: 'replaced' }
  const added = withNote(draft.technicalSpecifications, `\n${heading}\n${fresh.technicalSpecifications}`)
  return { change: { technicalSpecifications: added, ...subject }, how: 'added' }
}
