import type { AvailableChecks, LineView, PartState } from '../../shared/contract/lines.ts'
import type { UtcTime } from '../../shared/model/common.ts'
import { AccountId, CheckId, lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Circuit, Line, Medium } from '../../shared/model/line.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import { notOfAnAccess } from '../../shared/model/ticket.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import { triage } from '../../shared/triage/triage.ts'
import { minutesBefore } from './reportBuilders.ts'

export const fixtureSystem = systemKeyOf('nextpertise', 'https://lab.example/api')
export const fixtureAccount = AccountId.parse('account-lab')

/** What tells one fixture line from another. */
export type LineWords = {
  nid: string
  street: string
  number: string
  extension?: string
  postcode: string
  city: string
  medium: Medium
  technology: string
  supplier: string
  online: Line['online']
  customer: string
  downKbps: number
  upKbps: number
}

function circuit(words: LineWords, serial: string, vlan: string, over: Partial<Circuit> = {}): Circuit {
  const nid = `${words.nid.slice(0, 13)}${serial}`
  return {
    nid,
    vlan,
    qInQ: true,
    port: vlan,
    portSpeed: '1000Mb',
    portDuplex: 'full',
    product: {
      id: '711',
      name: 'Premium circuit',
      supplier: words.supplier,
      quality: 'PREMIUM',
      downloadKbps: words.downKbps,
      uploadKbps: words.upKbps,
    },
    provisioning: {
      type: 'ppp',
      rawType: 'ppp',
      enabled: true,
      blocked: false,
      ipvpn: 'internet',
      authentication: true,
      username: `${nid.toLowerCase()}@lineside.example`,
      hasPassword: true,
      primaryIpv4: '212.57.50.11/32',
      routedIpv4: [],
    },
    online: words.online,
    lastIpv4: '212.57.50.11',
    lastUsername: `${nid.toLowerCase()}@lineside.example`,
    tags: [],
    ...over,
  }
}

function lineOf(words: LineWords, seenAt: UtcTime): Line {
  const copper = words.medium === 'copper'
  return {
    id: lineIdOf(fixtureSystem, words.nid),
    system: fixtureSystem,
    accountId: fixtureAccount,
    nativeId: words.nid,
    address: {
      street: words.street,
      houseNumber: words.number,
      houseNumberExtension: words.extension ?? null,
      postcode: words.postcode,
      city: words.city,
      municipality: words.city,
      province: 'Zuid-Holland',
      latitude: 52.1266,
      longitude: 4.6534,
      unit: null,
      country: null,
    },
    medium: words.medium,
    technology: words.technology,
    supplier: words.supplier,
    state: 'active',
    active: true,
    online: words.online,
    carrier: {
      nid: words.nid,
      productName: copper ? 'DLM-WN/Copper_only/VDSL2_POTS/NLS1_ZTL' : `W-ADSL-WN/Fiber/${words.technology}_FTTH/NLS6`,
      network: words.supplier,
      carrierType: copper ? 'Copper' : 'Fiber',
      baseTechnology: copper ? 'POTS' : 'FttH',
      dataTechnology: words.technology,
      nlsType: copper ? 'NLS1' : 'NLS6',
      copperPairs: copper ? 1 : null,
      downloadKbps: null,
      uploadKbps: null,
      serviceIds: ['ENE3000533980'],
      ontNumber: copper ? null : 'GNXS12345678',
      israSpecs: copper ? 'Meterkast, links boven' : null,
      ftuType: copper ? null : 'FTU_GN01',
      fibreTerminationPointId: copper ? null : 'AL-AAG-FTP-021',
      distributionFrame: copper ? 'Asd-Wtg 12' : null,
      tags: ['company=next-office'],
    },
    circuits: [
      circuit(words, '01', '6'),
      circuit(words, '02', '7', {
        product: {
          id: '712',
          name: 'Voice circuit',
          supplier: words.supplier,
          quality: 'VOICE',
          downloadKbps: 1024,
          uploadKbps: 1024,
        },
      }),
    ],
    contacts: [
      { uuid: 'c-1', name: 'Roman de Vries', email: null, phoneNumber: '0646464643', primary: true },
      { uuid: 'c-2', name: 'Front desk', email: 'desk@next-office.example', phoneNumber: '0172123456', primary: false },
    ],
    tags: ['company=next-office'],
    sla: { name: 'Gold SLA', description: `${words.supplier} Gold, 4 hours`, orderDate: '2020-11-26' },
    contract: {
      from: '2020-12-01',
      to: null,
      lastChange: '2024-03-11',
      durationMonths: 12,
      endOfLifeDate: null,
      endOfLifeReason: null,
    },
    transaction: { uuid: null, action: null, state: null },
    endUser: { uuid: 'e-1', name: words.customer },
    access: null,
    service: null, request: null,
    seenAt,
  }
}

const nothingYet: LineView['verdict'] = {
  level: 'unknown',
  lead: null,
  findings: [],
  wouldSettle: null,
  nextCheck: null,
  path: [],
  evidenceAt: null,
}

/** The view with the verdict that triage makes of it. */
export function judged(view: LineView, now: UtcTime): LineView {
  const verdict = triage({
    line: view.line,
    transaction: view.transaction,
    reports: view.reports,
    observations: view.observations,
    now,
    online: view.line.online,
    available: view.available[0]?.kinds ?? null,
    addressCheck: view.addressCheck,
    neighbours: view.neighbours,
    clockOffsetMs: null,
  })
  return { ...view, verdict }
}

const everyPart: PartState['part'][] = ['line', 'transaction', 'events', 'endUser', 'tickets', 'diagnostics', 'authenticationLog', 'addressCheck', 'reports']

/** State of every part of a line, the same but for those given. */
export function parts(
  at: UtcTime,
  over: Partial<Record<PartState['part'], Partial<PartState>>> = {},
  state: PartState['state'] = 'fresh',
): PartState[] {
  return everyPart.map(part => ({ part, state, at, failure: null, ...over[part] }))
}

/** A line with nothing measured, as fresh as said. */
export function viewOf(words: LineWords, now: UtcTime, kinds: CheckKind[], over: Partial<LineView> = {}, ageMinutes = 1): LineView {
  const at = minutesBefore(now, ageMinutes)
  const line = lineOf(words, at)
  const available = line.circuits.map((one): AvailableChecks => ({
    nid: one.nid ?? '',
    provider: words.supplier,
    kinds,
    unknownKinds: [],
    numberOfTests: 1,
    at,
  }))
  return {
    line,
    summary: {
      id: line.id,
      accountId: line.accountId,
      nativeId: line.nativeId,
      street: `${words.street} ${words.number}${words.extension === undefined ? '' : ` ${words.extension}`}`,
      place: `${words.postcode.slice(0, 4)} ${words.postcode.slice(4)} ${words.city}`,
      technology: words.technology,
      medium: words.medium,
      supplier: words.supplier,
      state: 'active',
      online: words.online,
      pinned: false,
      gone: false,
      seenAt: at,
    },
    raw: JSON.stringify(
      { carrier: { nid: words.nid }, supplier: words.supplier, active: true, circuits: line.circuits.length },
      null,
      2,
    ),
    transaction: { uuid: null, action: null, state: null, open: false, dates: [], appointmentUrl: null },
    events: [
      {
        uuid: 'ev-1',
        at: { utc: minutesBefore(now, 190), zone: 'given', text: '' },
        type: 'diagnostics',
        method: 'diagnose',
        username: 'techniek@lineside.example',
        correlationId: 'b6f1c2',
        detail: '{"type":"ont-check"}',
      },
      {
        uuid: 'ev-2',
        at: { utc: minutesBefore(now, 8_000), zone: 'assumed', text: '' },
        type: 'broadband',
        method: 'change_contact',
        username: 'planning@lineside.example',
        correlationId: null,
        detail: '{"nid":"…"}',
      },
    ],
    endUser: { uuid: 'e-1', companyName: words.customer, phoneNumber: '0172123456', address: line.address },
    tickets: [],
    sentTickets: [],
    accessOrders: [],
    offers: [],
    links: [],
    detailFailures: [],
    available,
    reports: [],
    checks: [],
    observations: noObservations(line.id),
    addressCheck: null,
    neighbours: [],
    mark: null,
    verdict: nothingYet,
    parts: parts(at),
    ...over,
  }
}

/** A check of a line that runs or ended. */
export function checkOf(view: LineView, kind: CheckKind, requestedAt: UtcTime, over: Partial<Check> = {}): Check {
  return {
    id: CheckId.parse(`check-${kind}`),
    lineId: view.line.id,
    accountId: view.line.accountId,
    kind,
    target: { kind: 'circuit', nid: view.line.circuits[0]?.nid ?? '' },
    state: 'running',
    remoteId: null,
    requestedAt,
    endedAt: null,
    waiting: true,
    reportId: null,
    failure: null,
    ...over,
  }
}

/** An open ticket on a line. */
export function ticketOf(view: LineView, now: UtcTime): Ticket {
  return {
    accountId: view.line.accountId,
    id: '104233',
    nid: view.line.nativeId,
    lineId: view.line.id,
    reference: 'LS-7F3K',
    subject: 'No service since this morning',
    description: 'Customer reports no internet since 09:00. Box restarted twice.',
    status: 'open',
    createdAt: minutesBefore(now, 220),
    updatedAt: minutesBefore(now, 45),
    requester: 'techniek@lineside.example',
    ...notOfAnAccess,
  }
}
