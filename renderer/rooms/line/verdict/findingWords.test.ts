import { describe, expect, it } from 'vitest'
import { createText } from '../../../../shared/text/text.ts'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import type { Confidence, FaultDomain } from '../../../../shared/model/verdict.ts'
import type { Level } from '../../../../shared/model/report.ts'
import type { VerdictMark } from '../../../../shared/model/verdictMark.ts'
import { markOf } from './markOf.ts'
import { relations, whereWords } from '../../../../shared/triage/findingWords.ts'

const en = createText('en')
const nl = createText('nl')
const lines = lineFixtures('2026-11-21T14:30:00.000Z')

describe('whereWords', () => {
  it.each([
    ['fault', ['home'], 'high', 'The fault is in the house, quite sure.', 'De storing zit in de woning, vrijwel zeker.'],
    [
      'fault', ['home', 'access'], 'low',
      'The fault is in the house, or else in the access network, not sure yet.',
      'De storing zit in de woning, of anders in het aansluitnetwerk, nog onzeker.',
    ],
    [
      'warn', ['operator'], 'medium', 'The cause is at the operator, fairly sure.',
      'De oorzaak zit bij de operator, redelijk zeker.',
    ],
    [
      'note', ['auth'], 'medium',
      'Where to look: in the log-in or the service’s settings, fairly sure.',
      'Waar te kijken: in het inloggen of de instellingen van de dienst, redelijk zeker.',
    ],
    ['ok', [], 'high', 'No fault seen, quite sure.', 'Geen storing te zien, vrijwel zeker.'],
    [
      'unknown', [], 'low', 'Where it is cannot be said from this, not sure yet.',
      'Waar het zit, is hieruit niet te zeggen, nog onzeker.',
    ],
  ] as const)('%s in %s, %s', (level: Level, domains: readonly FaultDomain[], confidence: Confidence, english, dutch) => {
    const finding = { level, domains: [...domains], confidence }
    expect(whereWords(en, finding)).toBe(english)
    expect(whereWords(nl, finding)).toBe(dutch)
  })
})

describe('relations', () => {
  it('names both ends of an explanation', () => {
    for (const { verdict } of Object.values(lines)) {
      for (const finding of verdict.findings) {
        const { by } = relations(finding, verdict)
        if (by !== null) expect(relations(by, verdict).explains).toContain(finding)
      }
    }
  })
})

describe('markOf', () => {
  const mark = { mark: 'right', verdict: { ruleId: 'F2' } } as VerdictMark
  it.each([
    ['no mark', null, 'F2', null],
    ['a mark on this finding', mark, 'F2', mark],
    ['a mark on another finding', mark, 'F1', null],
  ])('%s', (_, given, ruleId, found) => {
    expect(markOf({ mark: given }, { ruleId })).toBe(found)
  })
})
