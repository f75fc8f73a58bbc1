import type { LineView } from '../../../shared/contract/lines.ts'
import type { Language, TicketTemplate } from '../../../shared/model/settings.ts'
import type { BeginDraft } from '../../stores/tickets.ts'
import { fillIn, templateValues } from './templates.ts'

/** A draft begun with a template filled in from a line; the subject only where the template has one. */
export function beginWith(template: TicketTemplate, view: LineView, language: Language): BeginDraft {
  const values = templateValues(view, language)
  const subject = fillIn(template.subject, values).slice(0, 200)
  return () => ({ comment: fillIn(template.text, values).slice(0, 10_000), ...(subject === '' ? {} : { subject }) })
}
