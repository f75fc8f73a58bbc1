import type { Finding, Verdict } from '../../shared/model/verdict.ts'
import { isTableRule } from '../../shared/text/words.ts'
import { findingTitle, findingWords, whereWords } from '../../shared/triage/findingWords.ts'
import { discreetFinding } from './discreet.ts'
import type { Words } from './evidenceWords.ts'
import { drawLevelMark } from './levelMark.ts'
import { dimmed, fillOf, sizes, toneOf } from './palette.ts'
import { lineHeight } from './sheet.ts'
import type { Sheet, Type } from './sheet.ts'

const small = { size: sizes.small, color: dimmed }

/**
 * What triage said: the finding in front with why, where and what next, the rules and where they come from, then the others.
 * `title` tells verdicts apart.
 */
export function drawVerdict(
  sheet: Sheet, { title, verdict, at }: { readonly title: string | null; readonly verdict: Verdict; readonly at: string | null },
  words: Words,
): void {
  const { text } = words
  if (title !== null) sheet.heading(title, 3, 80)
  if (at !== null) sheet.paragraph(words.inFull(at), small)
  sheet.gap(3)
  const { lead } = verdict
  if (lead === null) {
    sheet.paragraph(`${text('line.verdict.nothing.title')}. ${text('line.verdict.nothing.reason')}`)
    return
  }
  drawLead(sheet, discreetFinding(lead), words)
  drawRules(sheet, verdict, words)
  const others = verdict.findings.filter(finding => finding !== lead && finding.ruleId !== lead.ruleId).map(discreetFinding)
  if (others.length === 0) return
  sheet.gap(4)
  sheet.need(50)
  sheet.paragraph(text('line.verdict.others', { count: others.length }), { bold: true })
  for (const finding of others) drawOther(sheet, finding, verdict, words)
}

function drawLead(sheet: Sheet, lead: Finding, { text }: Words): void {
  const inner = sheet.width - 24
  const block = (part: string, type: Type = {}): { lines: string[]; type: Type }[] =>
    part === '' ? [] : [{ lines: sheet.lines(part, inner, type), type }]
  const title: Type = { size: 12, bold: true, color: toneOf[lead.level] }
  const next = findingWords(text, lead, 'next')
  const head = sheet.lines(`${text(`level.${lead.level}`)}: ${findingTitle(text, lead)}`, inner - 20, title)
  const blocks = [
    ...block(findingWords(text, lead, 'reason')),
    ...block(next === '' ? '' : `${text('line.verdict.next')} ${next}`, { bold: true }),
    ...block(whereWords(text, lead)),
  ]
  const said = blocks.reduce((sum, { lines, type }) => sum + lines.length * lineHeight(type.size ?? sizes.body) + 3, 0)
  const height = head.length * lineHeight(12) + said + 16
  sheet.need(height)
  const top = sheet.y
  sheet.decoration(() => {
    const { level } = lead
    sheet.doc.save().lineWidth(1).roundedRect(sheet.left, top, sheet.width, height, 6)
      .fillAndStroke(fillOf[level], toneOf[level]).restore()
    drawLevelMark(sheet.doc, lead.level, sheet.left + 12, top + 6.5, 15)
  })
  let y = top + 8
  sheet.element('P', () => { y += sheet.write(head, sheet.left + 32, y, inner - 20, title) })
  for (const { lines, type } of blocks) {
    y += 3
    sheet.element('P', () => { y += sheet.write(lines, sheet.left + 12, y, inner, type) })
  }
  sheet.y = top + height + 5
}

function drawRules(sheet: Sheet, { lead, findings, evidenceAt }: Verdict, { text, moment }: Words): void {
  const rules = [
    ...new Map(findings.filter(({ ruleId }) => isTableRule(ruleId)).map(finding => [finding.ruleId, finding])).values(),
  ]
  for (const { ruleId, source } of rules) {
    const from = text('explain.ruleFrom', { kind: text(`explain.kind.${source.kind}`), reference: source.reference })
    sheet.paragraph(`${text('explain.rule', { rule: ruleId })} ${from}`, small)
  }
  if (lead !== null && lead.grounds.length > 0) {
    const grounds = lead.grounds.map(each => text(`explain.grounds.${each}`)).join('; ')
    sheet.paragraph(text('explain.because', { confidence: lead.confidence, grounds }), small)
  }
  if (evidenceAt !== null) sheet.paragraph(text('evidence.verdict.evidence', { at: moment(evidenceAt) }), small)
}

function drawOther(sheet: Sheet, finding: Finding, { findings }: Verdict, { text }: Words): void {
  const by = finding.explainedBy === null ? undefined : findings.find(({ ruleId }) => ruleId === finding.explainedBy)
  const rule = isTableRule(finding.ruleId) ? ` (${finding.ruleId})` : ''
  const head = sheet.lines(
    `${text(`level.${finding.level}`)}: ${findingTitle(text, finding)}${rule}`, sheet.width - 16, { bold: true },
  )
  sheet.need((head.length + 2) * lineHeight(sizes.body) + 4)
  const top = sheet.y + 2
  sheet.decoration(() => drawLevelMark(sheet.doc, finding.level, sheet.left, top, 9))
  sheet.element('P', () => { sheet.y = top + sheet.write(head, sheet.left + 14, top, sheet.width - 16, { bold: true }) })
  const reason = findingWords(text, finding, 'reason')
  const indented = { x: sheet.left + 14, width: sheet.width - 14 }
  if (reason !== '') sheet.paragraph(reason, {}, indented)
  if (by === undefined) return
  sheet.paragraph(text('explain.explainedBy', { title: findingTitle(text, discreetFinding(by)) }), small, indented)
}
