import type { HealthAnswer } from '../../shared/contract/accounts.ts'
import type { SystemKind, UtcTime } from '../../shared/model/common.ts'

/** What an operator of an open network offers and what not; other systems tell nothing. */
export function fakeHealth(kind: SystemKind, at: UtcTime): HealthAnswer {
  if (kind !== 'onApi') return { canLearn: false, features: [], unsupportedFields: [], rate: [], failure: null }
  const works = ['accesses', 'subscriptions', 'services', 'accessHardware', 'portStatus', 'macTable', 'leases', 'cpeStatus', 'tickets', 'events', 'orders']
  return {
    canLearn: true, unsupportedFields: ['statistics.peakInputRate', 'statistics.peakOutputRate', 'transceiver.biasTx'], rate: [], failure: null,
    features: [
      ...works.map(name => ({ name, state: 'works' as const, reason: null, at })),
      { name: 'igmpGroups', state: 'notOffered', reason: 'notListed', at },
      { name: 'dhcpLookup', state: 'notOffered', reason: 'http501', at },
    ],
  }
}
