import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import { createText } from '../../../../shared/text/text.ts'
import { PathPartName } from '../../../../shared/model/verdict.ts'
import { factName, factWords } from '../explain/factWords.ts'
import { factsOfPart } from './factsOfPart.ts'

const now = '2026-11-21T14:30:00.000Z'
const copper = lineFixtures(now).copperOpen
const text = createText('en')

describe('factsOfPart', () => {
  it('gives each part what was seen there, and nothing that was not looked at', () => {
    const observations = {
      ...copper.observations, modemPowered: 'yes' as const, loopLengthM: 480, pcAddress: '', speedTestDownKbps: 9000, updatedAt: now,
    }
    const told = (part: PathPartName): string[] =>
      factsOfPart(part, { ...copper, observations }).map(({ source, key }) => `${source} ${key}`)
    expect(told('network')).toEqual(['line online', 'line provisioning.enabled', 'line provisioning.blocked'])
    expect(told('line')).toEqual(['observation loopLengthM'])
    expect(told('terminal')).toEqual(['observation modemPowered'])
    expect(told('home')).toEqual(['observation speedTestDownKbps'])
  })

  it('has a name and words for everything it gives', () => {
    for (const part of PathPartName.options) {
      for (const fact of factsOfPart(part, copper)) {
        expect(factName(text, fact)).not.toBe('')
        expect(factWords(text, fact, copper)).not.toEqual([])
      }
    }
  })
})
