import { describe, expect, it } from 'vitest'
import { accessFixtures } from '../../../test/fakes/accessFixtures.ts'
import { lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { checkOffers } from './checkOffers.ts'
import { tabsOf } from './tabsOf.ts'

const now = '2026-11-22T01:00:00.000Z'
const { well, bare } = accessFixtures(now)
const { healthyFibre } = lineFixtures(now)

describe('tabsOf', () => {
  it('shows of an access nothing that its system does not know', () => {
    expect(tabsOf(well)).toEqual(['live', 'services', 'details', 'observations', 'history', 'neighbours', 'tickets', 'raw'])
  })

  it('shows of another line nothing of an access, with and without its account', () => {
    const tabs = ['circuits', 'details', 'observations', 'history', 'neighbours', 'log', 'tickets', 'events', 'raw']
    expect(tabsOf(healthyFibre)).toEqual(tabs)
    expect(tabsOf({ ...healthyFibre, offers: ['lineByNid', 'loginAttempts', 'ticketsOf', 'events'] })).toEqual(tabs)
  })

  it('leaves live state out where the operator has none, and keeps it where it once answered', () => {
    const offers = well.offers.filter(method => method !== 'liveQuery')
    expect(tabsOf({ ...well, offers, reports: [] })).not.toContain('live')
    expect(tabsOf({ ...well, offers })).toContain('live')
  })
})

describe('checkOffers of an access', () => {
  it('runs together whatever the operator offers', () => {
    const { offered, together, notOffered, proposed } = checkOffers(bare, bare.line.nativeId, 'reachable')
    expect(offered).toEqual(['accessHardware', 'portStatus', 'macTable'])
    expect(together).toEqual(offered)
    expect(notOffered).toEqual(['leases', 'igmpGroups', 'cpeStatus'])
    expect(proposed).toBeNull()
  })

  it('starts nothing offline, and knows nothing without the account', () => {
    expect(checkOffers(well, well.line.nativeId, 'offline')).toMatchObject({ startable: [], blockedBy: 'offline' })
    expect(checkOffers({ ...well, offers: [] }, well.line.nativeId, 'reachable').offered).toBeNull()
  })
})
