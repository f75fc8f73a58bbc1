import { AccountId, LineId, ReportId, SystemKey } from '../../shared/model/common.ts'
import type { Circuit, Line, Provisioning } from '../../shared/model/line.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Observations } from '../../shared/model/observation.ts'
import type { LoginAttempt, Measurement, Report, ReportKind, StateReading } from '../../shared/model/report.ts'
import type { TriageInput } from '../../shared/triage/evidence.ts'

/** Moment of the tests. */
export const now = '2026-11-21T12:00:00.000Z'
export const minutesBefore = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString()

const system = SystemKey.parse('nextpertise:https://api.example')
const circuitNid = '2408ZE000100102'

export function provisioning(part: Partial<Provisioning> = {}): Provisioning {
  return {
    type: 'ppp', rawType: 'ppp', enabled: true, blocked: false, ipvpn: null, authentication: true, username: 'user@realm', hasPassword: true,
    primaryIpv4: null, routedIpv4: [], ...part,
  }
}

export function circuit(part: Partial<Circuit> = {}): Circuit {
  return {
    nid: circuitNid, vlan: '6', qInQ: false, port: null, portSpeed: null, portDuplex: null, product: null,
    provisioning: provisioning(), online: 'unknown',
    lastIpv4: null, lastUsername: null, tags: [], ...part,
  }
}

export function line(part: Partial<Line> = {}): Line {
  return {
    id: LineId.parse('nextpertise:https://api.example|2408ZE000100100'), system, accountId: AccountId.parse('account'),
    nativeId: '2408ZE000100100',
    address: {
      street: 'Zuidpoolsingel', houseNumber: '10', houseNumberExtension: null, postcode: '2408ZE', city: 'Alphen aan den Rijn',
      municipality: null,
      province: null, latitude: null, longitude: null, unit: null, country: null,
    },
    medium: 'unknown', technology: null, supplier: 'KPNWBA', state: 'active', active: true, online: 'unknown',
    carrier: {
      nid: '2408ZE000100100', productName: null, network: null, carrierType: null, baseTechnology: null, dataTechnology: null,
      nlsType: null,
      copperPairs: null, downloadKbps: null, uploadKbps: null, serviceIds: [], ontNumber: null, israSpecs: null, ftuType: null,
      fibreTerminationPointId: null, distributionFrame: null, tags: [],
    },
    circuits: [circuit()], contacts: [], tags: [], sla: null, contract: null, transaction: null, endUser: null, access: null, service: null, request: null,
    seenAt: minutesBefore(10), ...part,
  }
}

/** A complete report of a kind, five minutes old; `id` is its kind unless another is given. */
export function report(kind: ReportKind, part: Partial<Report> = {}): Report {
  return {
    id: ReportId.parse(part.id ?? kind), lineId: line().id, system, checkId: null, kind,
    requestedKind: kind === 'unknown' ? null : kind,
    target: { kind: 'circuit', nid: circuitNid }, provider: 'KPNWBA', remoteId: null, status: 'complete',
    errorText: null, measuredAt: null,
    receivedAt: minutesBefore(5), testPoint: null, lastStatusChange: null, measurements: [],
    states: [], logins: null, live: null, remarks: [], raw: '{}', ...part,
  }
}

export function stateOf(key: string, value: string | null, part: Partial<StateReading> = {}): StateReading {
  return { key, place: 'ont', instance: '', value, raw: value, level: null, ...part }
}

export function measured(key: string, value: number | null, part: Partial<Measurement> = {}): Measurement {
  return { key, place: 'ont', instance: '', direction: 'received', value, unit: 'dBm', raw: value === null ? null : String(value), conversion: 'none', band: null, grade: 'none', ...part }
}

/** Attempts as minutes before now, with their status. */
export function log(attempts: readonly (readonly [minutes: number, status: LoginAttempt['status'], username?: string])[], part: Partial<Report> = {}): Report {
  return report('authenticationLog', {
    logins: {
      after: minutesBefore(7 * 24 * 60),
      attempts: attempts.map(([minutes, status, username]) => {
        const utc = minutesBefore(minutes)
        return { at: { utc, zone: 'given', text: utc }, status, rawStatus: status, username: username ?? 'user@realm' }
      }),
    }, ...part,
  })
}

export const observed = (part: Partial<Observations>): Observations => ({ ...noObservations(line().id), updatedAt: minutesBefore(1), ...part })

export function input(part: Partial<TriageInput> = {}): TriageInput {
  return {
    line: line(), transaction: null, reports: [], observations: null, now, online: 'unknown', addressCheck: null, neighbours: [],
    clockOffsetMs: null, available: null, ...part,
  }
}
