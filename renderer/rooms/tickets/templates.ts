import type { LineView } from '../../../shared/contract/lines.ts'
import type { Settings, TicketTemplate } from '../../../shared/model/settings.ts'
import { createText } from '../../../shared/text/text.ts'
import type { Text } from '../../../shared/text/text.ts'
import { findingText, measurementLine, newestOfEachKind, safeReason } from '../../../shared/triage/verdictText.ts'

/** What a template may name. Nothing of the customer: a ticket is about a NID. */
export const placeholders = ['headline', 'reason', 'readings', 'checks', 'nid'] as const
export type Placeholder = (typeof placeholders)[number]
export type TemplateValues = Readonly<Record<Placeholder, string>>

export const builtInIds = ['fault', 'intermittent'] as const

/** The templates that come with Lineside, in a language. */
export function builtInTemplates(text: Text): TicketTemplate[] {
  // Placeholders stand for themselves here.
  const themselves = Object.fromEntries(placeholders.map(name => [name, `{${name}}`]))
  return [
    { id: 'fault', name: text('templates.fault.name'), subject: '', text: text('templates.fault.text', themselves) },
    {
      id: 'intermittent', name: text('templates.intermittent.name'), subject: text('templates.intermittent.subject', themselves),
      text: text('templates.intermittent.text', themselves),
    },
  ]
}

/** The engineer's own first, then those built in. */
export const allTemplates = (settings: Pick<Settings, 'ticketTemplates'> | null, text: Text): TicketTemplate[] =>
  [...(settings?.ticketTemplates ?? []), ...builtInTemplates(text)]

/** What the line says, in words for sending: no *today*, no true minus signs. */
export function templateValues(view: Pick<LineView, 'verdict' | 'reports' | 'checks' | 'line'>,
  language: Text['language']): TemplateValues {
  const text = createText(language)
  const { verdict: { lead }, reports, checks, line } = view
  const readings = newestOfEachKind(reports).flatMap(report => report.measurements)
    .filter(({ grade }) => grade === 'warn' || grade === 'fault').flatMap(each => measurementLine(each, text))
  const kinds = [...new Set(checks.filter(({ state }) => state === 'complete').map(({ kind }) => kind))]
  return {
    headline: lead === null ? text('verdict.none') : findingText(lead, 'title', text),
    reason: lead === null ? '' : safeReason(lead, text),
    readings: readings.length === 0 ? text('templates.noReadings') : [...new Set(readings)].map(each => `- ${each}`).join('\n'),
    checks: kinds.length === 0 ? text('templates.noChecks') : kinds.map(kind => text(`check.${kind}`)).join(', '),
    nid: line.nativeId ?? '',
  }
}

const isPlaceholder = (name: string): name is Placeholder => placeholders.some(each => each === name)

/** A template's words with the values in. What nobody knows stays as it stands; no line ends up as only a full stop or blanks. */
export function fillIn(words: string, values: TemplateValues): string {
  return words
    .replaceAll(/\{([a-zA-Z]+)\}/g, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole))
    .replaceAll(/\.(?=\.(?:\s|$))/g, '')
    .split('\n').map(line => line.trimEnd()).join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Placeholders of a template that stand for nothing. */
export const unknownPlaceholders = (words: string): string[] =>
  [...new Set([...words.matchAll(/\{([^{}\s]*)\}/g)].map(([whole]) => whole))].filter(each => !isPlaceholder(each.slice(1, -1)))
