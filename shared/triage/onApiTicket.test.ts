import { describe, expect, it } from 'vitest'
import type { LiveState, PortState } from '../model/liveState.ts'
import { input, minutesBefore, report } from '../../test/fakes/triageInputs.ts'
import { liveFacts, problemTypeOf } from './onApiTicket.ts'
import { triage } from './triage.ts'

const port = (link: boolean | null): PortState => ({
  index: null, name: null, description: null, link, adminDown: null, fullDuplex: null, speedBps: null, speedText: null, configuredSpeed: null,
  changedAt: null, loopDetection: null, freeSeating: null, transceiver: null, statistics: null, shaping: [],
})
const live = (state: LiveState, minutes = 1) => report(state.kind, { live: state, receivedAt: minutesBefore(minutes) })
const entry = { serviceType: null, vlan: null, port: null, learntAt: null, vendor: null }
const verdictOf = (reports: readonly ReturnType<typeof report>[]) => triage(input({ reports: [...reports] }))

describe('what a ticket says by live data', () => {
  it('takes address, device and link from the newest answers', () => {
    const lease = { ...entry, mac: 'AA:BB:CC:00:00:01', endsAt: null }
    expect(liveFacts([
      live({ kind: 'portStatus', port: port(false) }, 9), live({ kind: 'portStatus', port: port(true) }),
      live({ kind: 'leases', entries: [{ ...lease, address: '2001:db8::1', family: 'ipv6' }, { ...lease, address: '192.0.2.7', family: 'ipv4' }] }),
    ])).toEqual({ ip: '192.0.2.7', mac: 'AA:BB:CC:00:00:01', link: true })
  })

  it('takes the customer’s device, not the operator’s box, and says nothing of what is not known', () => {
    const table: LiveState = { kind: 'macTable', entries: [{ ...entry, mac: '00:00:00:00:00:0C' }, { ...entry, mac: '00:00:00:00:00:0D' }] }
    const cpe: LiveState = {
      kind: 'cpeStatus', up: null, upSince: null, vendor: null, model: null, firmware: null, mac: '00:00:00:00:00:0C', ports: [], macTable: [], leases: [],
    }
    expect(liveFacts([live(table), live(cpe)]).mac).toBe('00:00:00:00:00:0D')
    expect(liveFacts([])).toEqual({ ip: null, mac: null, link: null })
    expect(liveFacts([live({ kind: 'portStatus', port: port(null) })]).link).toBeNull()
  })

  it('is NO_LINK for a port without link and OTHER for what is not known', () => {
    const down = [live({ kind: 'portStatus', port: port(false) })]
    expect(problemTypeOf(verdictOf(down), { reports: down })).toBe('NO_LINK')
    expect(problemTypeOf(verdictOf([]), { reports: [] })).toBe('OTHER')
  })
})
