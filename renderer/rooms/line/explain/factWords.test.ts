import { describe, expect, it } from 'vitest'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { AddressCheck } from '../../../../shared/model/addressCheck.ts'
import { createText } from '../../../../shared/text/text.ts'
import { accessFixtures } from '../../../../test/fakes/accessFixtures.ts'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import type { CitedFact } from './cited.ts'
import { factAt, factName, factWords } from './factWords.ts'

const now = '2026-11-21T14:30:00.000Z'
const text = createText('en')
const copper = lineFixtures(now).copperOpen
const noCarrier = {
  vendor: null, point: null, isra: null, ftuType: null, nlsType: null, status: null, freePairs: null, plannedAt: null, nids: [],
}
const addressCheck: AddressCheck = {
  carriers: [
    { ...noCarrier, kind: 'copper', vendor: 'KPN', cableLengthM: 480, handedOverAt: null },
    { ...noCarrier, kind: 'fibre', vendor: 'KPN', cableLengthM: null, handedOverAt: '2024-05-01' },
  ],
  failed: [],
}
const view: LineView = {
  ...copper,
  addressCheck,
  observations: {
    ...copper.observations, modemPowered: 'yes', loopLengthM: 470, lightAtOutletDbm: -18.5, testPoint: 'isra',
    speedTestDownKbps: 51_200, updatedAt: now,
  },
}
const words = (source: CitedFact['source'], key: string): readonly string[] => factWords(text, { source, key }, view)

describe('factWords', () => {
  it.each([
    ['line', 'online', ['Offline']],
    ['line', 'state', ['Processing']],
    ['line', 'copperPairs', ['1']],
    ['line', 'carrier.nlsType', ['NLS1']],
    ['line', 'nothingLikeIt', ['no value']],
    ['transaction', 'state', ['Being processed']],
    ['transaction', 'plan', ['Planned: 1 Dec 2026']],
    ['observation', 'modemPowered', ['Yes']],
    ['observation', 'testPoint', ['ISRA point']],
    ['observation', 'lightAtOutletDbm', ['−18.5 dBm']],
    ['observation', 'loopLengthM', ['470 m']],
    ['observation', 'speedTestDownKbps', ['51.2 Mbit/s']],
    ['observation', 'pcAddress', ['no value']],
    ['addressCheck', 'cableLengthM', ['Copper: 480 m']],
    ['addressCheck', 'fibre', ['Fibre, KPN, handed over 1 May 2024']],
    ['addressCheck', 'carriers', ['Copper, KPN, 480 m of cable', 'Fibre, KPN, handed over 1 May 2024']],
  ] as const)('%s %s', (source, key, said) => {
    expect(words(source, key)).toEqual(said)
  })

  it('says what differs by circuit with the circuit', () => {
    expect(words('line', 'provisioning.blocked')).toEqual(view.line.circuits.map(({ nid }) => `${nid}: No`))
  })

  it('says how each service of an access stands, and the state as the system has it', () => {
    const { well } = accessFixtures(now)
    const access = well.line.access === null ? null : { ...well.line.access, accessState: 'CONNECTED', subscriptions: well.line.access.subscriptions.slice(0, 1).map(each => ({ ...each, service: 'BB-100-10', state: 'suspended' as const })) }
    const ofAccess = { ...well, line: { ...well.line, access } }
    expect(factWords(text, { source: 'line', key: 'subscriptions' }, ofAccess)).toEqual(['BB-100-10: Suspended'])
    expect(factWords(text, { source: 'line', key: 'access.accessState' }, ofAccess)).toEqual(['CONNECTED'])
    expect(factName(text, { source: 'line', key: 'access.accessState' })).toBe('State of the access')
  })

  it('names facts, and knows when they were known', () => {
    expect(factName(text, { source: 'observation', key: 'loopLengthM' })).toBe('Loop length')
    expect(factName(text, { source: 'line', key: 'provisioning.blocked' })).toBe('Provisioning blocked')
    expect(factName(text, { source: 'line', key: 'carrier.nlsType' })).toBe('Nls type')
    expect(factAt({ source: 'observation', key: 'loopLengthM' }, view)).toBe(now)
    expect(factAt({ source: 'clock', key: 'clockOffset' }, view)).toBeNull()
  })

  it('stands what the system wrote where it is no date', () => {
    const fibre = { ...noCarrier, kind: 'fibre' as const, cableLengthM: null, handedOverAt: 'Q3' }
    const odd = { ...view, addressCheck: { carriers: [fibre], failed: [] } }
    expect(factWords(text, { source: 'addressCheck', key: 'fibre' }, odd)).toEqual(['Fibre, handed over Q3'])
  })
})
