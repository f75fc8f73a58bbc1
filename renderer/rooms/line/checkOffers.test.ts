import { describe, expect, it } from 'vitest'
import { checkOf, lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { checkOffers } from './checkOffers.ts'

const now = '2026-11-21T14:30:00.000Z'
const lines = lineFixtures(now)
const firstCircuit = (view: (typeof lines)['healthyFibre']): string | null => view.line.circuits[0]?.nid ?? null

describe('checkOffers', () => {
  it('starts together what does not disturb, and only proposes DELT', () => {
    const offers = checkOffers(lines.copperOpen, firstCircuit(lines.copperOpen), 'reachable')
    expect(offers.together).toEqual(['authenticationLog'])
    expect(offers.proposed).toBe('delt')
    expect(offers.startable).toEqual(['delt', 'selt', 'authenticationLog'])
  })

  it('offers nothing to start offline, and says why', () => {
    const offers = checkOffers(lines.healthyFibre, firstCircuit(lines.healthyFibre), 'offline')
    expect(offers).toMatchObject({ startable: [], blockedBy: 'offline', offered: ['fibreCheck', 'authenticationLog'] })
  })

  it('does not start twice what already runs', () => {
    const view = { ...lines.healthyFibre, checks: [checkOf(lines.healthyFibre, 'fibreCheck', now)] }
    expect(checkOffers(view, firstCircuit(view), 'reachable').startable).toEqual(['authenticationLog'])
  })

  it('knows nothing of the offer where the system did not say', () => {
    expect(checkOffers(lines.failedParts, firstCircuit(lines.failedParts), 'reachable')).toMatchObject({
      offered: null,
      notOffered: [],
      startable: [],
    })
  })

  it('can do nothing on a line without a circuit id', () => {
    expect(checkOffers(lines.healthyFibre, null, 'reachable').blockedBy).toBe('noCircuit')
  })
})
