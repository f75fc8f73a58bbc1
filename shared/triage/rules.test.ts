import { describe, expect, it } from 'vitest'
import { accessExamples, accessMore } from '../../test/fakes/ruleExamples/access.ts'
import { copperExamples } from '../../test/fakes/ruleExamples/copper.ts'
import { crossExamples } from '../../test/fakes/ruleExamples/cross.ts'
import { fibreExamples } from '../../test/fakes/ruleExamples/fibre.ts'
import type { Example } from '../../test/fakes/ruleExamples/ruleExample.ts'
import { serviceExamples } from '../../test/fakes/ruleExamples/service.ts'
import { sessionExamples } from '../../test/fakes/ruleExamples/session.ts'
import { input } from '../../test/fakes/triageInputs.ts'
import { createText } from '../text/text.ts'
import { rules, triage } from './triage.ts'
import { findingText } from './verdictText.ts'

const own = { ...sessionExamples, ...fibreExamples, ...copperExamples, ...crossExamples, ...accessExamples, ...serviceExamples }
const examples = Object.fromEntries(Object.entries(own).map(([id, { fires, silent }]) =>
  [id, { fires: [...fires, ...accessMore[id]?.fires ?? []], silent: [...silent, ...accessMore[id]?.silent ?? []] }]))
const ruleOf = new Map(rules.map(rule => [rule.id, rule]))

const idsOf = (example: Example) => triage(input(example)).findings.map(({ ruleId }) => ruleId)

describe('every rule of the table', () => {
  it('has examples', () => expect(Object.keys(examples).toSorted()).toEqual(rules.map(({ id }) => id).toSorted()))

  for (const [id, { fires, silent }] of Object.entries(examples)) {
    it(`${id} fires where its condition is met, and not where it is not`, () => {
      for (const [index, example] of fires.entries()) expect(idsOf(example), `fires ${index}`).toContain(id)
      for (const [index, example] of silent.entries()) expect(idsOf(example), `silent ${index}`).not.toContain(id)
    })
  }

  it('finds only the levels and domains that its row names', () => {
    for (const example of Object.values(examples).flatMap(({ fires }) => fires)) {
      for (const { ruleId, level, domains, source } of triage(input(example)).findings) {
        const rule = ruleOf.get(ruleId)
        if (rule === undefined) continue
        expect(rule.levels, ruleId).toContain(level)
        expect(rule.domains, ruleId).toEqual(expect.arrayContaining(domains))
        expect(source).toEqual(rule.source)
      }
    }
  })

  it('is found at each of the levels that its row names', () => {
    const seen = new Set(Object.values(examples).flatMap(({ fires }) => fires)
      .flatMap(example => triage(input(example)).findings.map(({ ruleId, level }) => `${ruleId} ${level}`)))
    expect(rules.flatMap(({ id, levels }) => levels.map(level => `${id} ${level}`)).filter(each => !seen.has(each))).toEqual([])
  })

  it('has words for what it finds, in both languages, with every parameter they need', () => {
    for (const language of ['en', 'nl'] as const) {
      const text = createText(language)
      for (const example of Object.values(examples).flatMap(({ fires }) => fires)) {
        for (const finding of triage(input(example)).findings) {
          for (const what of ['title', 'reason', 'next'] as const) {
            const words = findingText(finding, what, text)
            expect(words, `${finding.ruleId}.${what}`).not.toBe(finding.ruleId)
            expect(words).not.toMatch(/[{}]|undefined|NaN|Invalid/)
          }
        }
      }
    }
  })
})
