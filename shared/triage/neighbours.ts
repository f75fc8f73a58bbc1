import type { Neighbour } from '../model/neighbour.ts'
import type { Finding } from '../model/verdict.ts'
import { fromNeighbours } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { freshForMs } from './reportAge.ts'
import { nothing, operator } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

/** Findings that look different and are one story when several customers have them. */
const families: readonly (readonly string[])[] = [
  ['P1', 'P3', 'F1', 'L11', 'L12'], ['D1', 'S2', 'S4', 'S5', 'D3'], ['A1', 'A4', 'noSession'],
]
const familyOf = (ruleId: string): readonly string[] => families.find(family => family.includes(ruleId)) ?? [ruleId]

/**
 * Findings of one home only, however many have them: configuration and registration, the customer's own plug or power cut, and what
 * the operator did on purpose. Of a switch that is down everybody has it, and the finding says so by itself.
 */
const ofOneHome = new Set(['G4', 'G5', 'P4', 'P5', 'P10', 'L3', 'L6', 'L9', 'L10', 'A5', 'X1', 'X2', 'H1'])

const isLike = (finding: Finding): boolean =>
  (finding.level === 'fault' || finding.level === 'warn' || finding.ruleId === 'noSession') && !ofOneHome.has(finding.ruleId)

const fold = (text: string): string => text.toUpperCase().replaceAll(/\s+/g, ' ').trim()
const addressOf = ({ street, place }: Neighbour): string => `${fold(street)}|${fold(place)}`

/** Addresses other than this line's own, where one of the lines fares like this one. */
function addresses(evidence: Evidence, alike: readonly Neighbour[]): Set<string> {
  const { street, houseNumber, houseNumberExtension } = evidence.line.address
  const own = fold([street, houseNumber, houseNumberExtension].filter(part => part !== null && part !== '').join(' '))
  return new Set(alike.map(addressOf).filter(address => !address.startsWith(`${own}|`)))
}

/** Neighbours that were judged within the last two hours; by this computer's clock, which noted it. */
export function freshlyJudged(evidence: Evidence): Neighbour[] {
  const now = Date.parse(evidence.now)
  return evidence.neighbours.filter(({ at, level }) => at !== null && level !== null && now - Date.parse(at) <= freshForMs)
}

/** What lines must share for one fault of the operator to reach them all, nearest first. */
const shared: readonly (readonly [where: string, closeness: readonly Neighbour['closeness'][]])[] = [
  ['ponPort', ['ponPort']], ['lineCard', ['ponPort', 'lineCard']], ['accessNode', ['ponPort', 'lineCard', 'accessNode']],
]
/** This line and two more. */
const others = 2

export const neighbourRules: readonly Rule[] = [
  {
    id: 'X3', levels: ['fault', 'warn', 'note'], domains: ['operator', 'access'], leads: true,
    source: operator('Openreach names known incidents in its service test; three addresses within two hours is our assumption'),
    evaluate: (evidence, found) => {
      const lead = found[0]
      if (lead === undefined || !isLike(lead)) return nothing
      const family = familyOf(lead.ruleId)
      const alike = freshlyJudged(evidence).filter(({ ruleId, level }) =>
        ruleId !== null && family.includes(ruleId) && (level === 'fault' || level === 'warn' || ruleId === 'noSession'))
      const hit = (level: RuleHit['level'], where: string, count: number): RuleHit => ({
        level, domains: level === 'warn' ? ['access'] : ['operator'], part: level === 'warn' ? 'line' : 'accessNode',
        basis: level === 'fault' ? 'two' : 'inferred', readings: [...fromNeighbours('neighbours'), ...lead.readings],
        params: { count: count + 1, where }, ...(level === 'fault' ? { explains: [...new Set([lead.ruleId, ...family])] } : {}),
      })
      for (const [where, closeness] of shared) {
        const count = addresses(evidence, alike.filter(each => closeness.includes(each.closeness))).size
        if (count >= others) return [hit('fault', where, count)]
      }
      const inBuilding = addresses(evidence, alike.filter(({ closeness }) => closeness === 'building')).size
      if (inBuilding >= others) return [hit('warn', 'building', inBuilding)]
      const any = addresses(evidence, alike).size
      return any === 0 ? nothing : [hit('note', alike[0]?.closeness ?? 'building', any)]
    },
  },
]
