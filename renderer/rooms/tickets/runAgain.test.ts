import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import type { CheckKind, Report } from '../../../shared/model/report.ts'
import { oldReports } from '../../stores/oldReports.ts'
import { runAgain } from './runAgain.ts'

const later = '2026-11-22T15:30:00.000Z'
const { healthyFibre, copperOpen } = lineFixtures('2026-11-21T14:30:00.000Z')
const startable = (...kinds: CheckKind[]) => ({ startable: kinds })
const nidOf = (report: Report | undefined): string => report?.target.nid ?? ''

describe('running again', () => {
  const old = oldReports(healthyFibre.reports, later)
  const nid = nidOf(old[0])
  it('starts what does not disturb and is offered on this circuit', () => {
    expect(runAgain(old, startable('fibreCheck', 'authenticationLog'), nid)).toEqual({
      now: ['fibreCheck', 'authenticationLog'], disturbing: [], not: [],
    })
    expect(runAgain(old, startable('authenticationLog'), nid)).toEqual({ now: ['authenticationLog'], disturbing: [], not: ['fibreCheck'] })
  })
  it('leaves what disturbs to the engineer', () => {
    const selt = oldReports(copperOpen.reports, later)
    expect(runAgain(selt, startable('selt', 'delt'), nidOf(selt[0]))).toEqual({ now: [], disturbing: ['selt'], not: [] })
  })
  it('does not take a check on another circuit for the same', () => {
    expect(runAgain(old, startable('fibreCheck', 'authenticationLog'), 'another')).toMatchObject({ now: [], not: ['fibreCheck', 'authenticationLog'] })
  })
})
