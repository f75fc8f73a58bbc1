import { describe, expect, it } from 'vitest'
import { TicketTemplate, defaultSettings } from '../../../shared/model/settings.ts'
import { createText } from '../../../shared/text/text.ts'
import { lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { allTemplates, builtInIds, builtInTemplates, fillIn, templateValues, unknownPlaceholders } from './templates.ts'

const views = Object.values(lineFixtures('2026-11-21T14:30:00.000Z'))
const values = { headline: 'No light', reason: '', readings: '- a\n- b', checks: 'Fibre check', nid: '2408ZE000100100' }

describe('templates', () => {
  it.each(['en', 'nl'] as const)('%s: those built in are whole, fit a ticket and leave nothing in braces on any line',
    language => {
    const templates = builtInTemplates(createText(language))
    expect(templates.map(({ id }) => id)).toEqual(builtInIds)
    for (const template of templates) {
      expect(TicketTemplate.safeParse(template).success).toBe(true)
      expect(unknownPlaceholders(template.subject + template.text)).toEqual([])
      for (const view of views) {
        const filled = fillIn(template.text, templateValues(view, language))
        expect(filled).not.toMatch(/[{}]|\.\.|\n\n\n/)
        expect(filled.length).toBeGreaterThan(40)
      }
    }
  })

  it('name nothing of the customer', () => {
    for (const view of views) {
      const filled = Object.values(templateValues(view, 'en')).join(' ')
      for (const { username } of view.line.circuits.flatMap(({ provisioning }) => provisioning ?? [])) {
        if (username) expect(filled).not.toContain(username)
      }
    }
  })

  it('fill in what is known, and leave what is not as it stands', () => {
    expect(fillIn('{headline}. {reason}\n\n\n{readings}\n{nid} {address}',
      values)).toBe('No light.\n\n- a\n- b\n2408ZE000100100 {address}')
    expect(unknownPlaceholders('{nid} {address} {address} {}')).toEqual(['{address}', '{}'])
  })

  it('list the engineer’s own first', () => {
    const own = { id: 'mine', name: 'Mine', subject: '', text: 'Hello' }
    expect(allTemplates({ ...defaultSettings, ticketTemplates: [own] }, createText('en'))[0]).toBe(own)
  })
})
