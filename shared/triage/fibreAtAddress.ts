import type { CarrierAtAddress } from '../model/addressCheck.ts'
import { fromAddressCheck } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { nothing, operator } from './rule.ts'
import type { Rule } from './rule.ts'

const copperFaults = new Set(['D3', 'D8', 'S2', 'S5'])

/**
 * Whether the fibre at the address is finished (assumption): handed over in the past, called `O` with a hand-over date, or with a
 * line of its own already on it.
 */
const isFinished = ({ handedOverAt, status, nids }: CarrierAtAddress, nowMs: number): boolean =>
  nids.length > 0 || (handedOverAt !== null && (status?.toUpperCase() === 'O' || Date.parse(handedOverAt) <= nowMs))

export const fibreAtAddressRules: readonly Rule[] = [
  {
    id: 'D14', levels: ['note'], domains: ['operator'], aside: true,
    source: operator('KPN Wholesale, 26 June 2020: no repair of one customer’s copper beside a finished FttH line (NLS6)'),
    evaluate: ({ addressCheck, nowMs, medium }: Evidence, found) => {
      const fault = found.find(({ ruleId, level }) => level === 'fault' && copperFaults.has(ruleId))
      const fibre = addressCheck?.carriers.find(each => each.kind === 'fibre' && isFinished(each, nowMs))
      return fault === undefined || fibre === undefined || medium !== 'copper' ? nothing : [{
        level: 'note', domains: ['operator'], basis: 'inferred', part: 'line',
        params: { rule: fault.ruleId, since: fibre.handedOverAt ?? 'unknown', vendor: fibre.vendor ?? '' },
        readings: [...fromAddressCheck('handedOverAt'), ...fault.readings],
      }]
    },
  },
]
