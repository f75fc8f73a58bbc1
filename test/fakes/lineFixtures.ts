import type { AvailableChecks, LineView, PartState } from '../../shared/contract/lines.ts'
import type { UtcTime } from '../../shared/model/common.ts'
import { AccountId, CheckId, lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Circuit, Line, Medium } from '../../shared/model/line.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import {
  deltaOntReport, fibreReport, loginReport, minutesBefore, ontNotRangedReport, seltReport, weakLightReport,
} from './reportFixtures.ts'
import { triage } from '../../shared/triage/triage.ts'

export const fixtureSystem = systemKeyOf('nextpertise', 'https://lab.example/api')
export const fixtureAccount = AccountId.parse('account-lab')

type LineWords = {
  nid: string; street: string; number: string; extension?: string; postcode: string; city: string; medium: Medium
  technology: string; supplier: string; online: Line['online']; customer: string; downKbps: number; upKbps: number
}

function circuit(words: LineWords, serial: string, vlan: string, over: Partial<Circuit> = {}): Circuit {
  const nid = `${words.nid.slice(0, 13)}${serial}`
  return {
    nid, vlan, qInQ: true, port: vlan, portSpeed: '1000Mb', portDuplex: 'full',
    product: { id: '711', name: 'Premium circuit', supplier: words.supplier, quality: 'PREMIUM', downloadKbps: words.downKbps, uploadKbps: words.upKbps },
    provisioning: {
      type: 'ppp', rawType: 'ppp', enabled: true, blocked: false, ipvpn: 'internet', authentication: true,
      username: `${nid.toLowerCase()}@lineside.example`, hasPassword: true, primaryIpv4: '212.57.50.11/32', routedIpv4: [],
    },
    online: words.online, lastIpv4: '212.57.50.11', lastUsername: `${nid.toLowerCase()}@lineside.example`, tags: [], ...over,
  }
}

function lineOf(words: LineWords, seenAt: UtcTime): Line {
  const copper = words.medium === 'copper'
  return {
    id: lineIdOf(fixtureSystem, words.nid), system: fixtureSystem, accountId: fixtureAccount, nativeId: words.nid,
    address: {
      street: words.street, houseNumber: words.number, houseNumberExtension: words.extension ?? null, postcode: words.postcode,
      city: words.city, municipality: words.city, province: 'Zuid-Holland', latitude: 52.1266, longitude: 4.6534,
    },
    medium: words.medium, technology: words.technology, supplier: words.supplier, state: 'active', active: true, online: words.online,
    carrier: {
      nid: words.nid, productName: copper ? 'DLM-WN/Copper_only/VDSL2_POTS/NLS1_ZTL' : `W-ADSL-WN/Fiber/${words.technology}_FTTH/NLS6`,
      network: words.supplier, carrierType: copper ? 'Copper' : 'Fiber', baseTechnology: copper ? 'POTS' : 'FttH', dataTechnology: words.technology,
      nlsType: copper ? 'NLS1' : 'NLS6', copperPairs: copper ? 1 : null, downloadKbps: null, uploadKbps: null, serviceIds: ['ENE3000533980'],
      ontNumber: copper ? null : 'GNXS12345678', israSpecs: copper ? 'Meterkast, links boven' : null, ftuType: copper ? null : 'FTU_GN01',
      fibreTerminationPointId: copper ? null : 'AL-AAG-FTP-021', distributionFrame: copper ? 'Asd-Wtg 12' : null, tags: ['company=next-office'],
    },
    circuits: [circuit(words, '01', '6'), circuit(words, '02', '7', {
      product: { id: '712', name: 'Voice circuit', supplier: words.supplier, quality: 'VOICE', downloadKbps: 1024, uploadKbps: 1024 },
    })],
    contacts: [{ uuid: 'c-1', name: 'Roman de Vries', email: null, phoneNumber: '0646464643', primary: true },
      { uuid: 'c-2', name: 'Front desk', email: 'desk@next-office.example', phoneNumber: '0172123456', primary: false }],
    tags: ['company=next-office'], sla: { name: 'Gold SLA', description: `${words.supplier} Gold, 4 hours`, orderDate: '2020-11-26' },
    contract: { from: '2020-12-01', to: null, lastChange: '2024-03-11', durationMonths: 12, endOfLifeDate: null, endOfLifeReason: null },
    transaction: { uuid: null, action: null, state: null }, endUser: { uuid: 'e-1', name: words.customer }, seenAt,
  }
}

const nothingYet: LineView['verdict'] = { level: 'unknown', lead: null, findings: [], wouldSettle: null, path: [], evidenceAt: null }

/** The view with the verdict that triage makes of it. */
function judged(view: LineView, now: UtcTime): LineView {
  const verdict = triage({
    line: view.line, transaction: view.transaction, reports: view.reports, observations: view.observations, now, online: view.line.online,
    available: view.available[0]?.kinds ?? null,
  })
  return { ...view, verdict }
}

const everyPart: PartState['part'][] = ['line', 'transaction', 'events', 'endUser', 'tickets', 'diagnostics', 'authenticationLog']

function parts(at: UtcTime, over: Partial<Record<PartState['part'], Partial<PartState>>> = {}, state: PartState['state'] = 'fresh'): PartState[] {
  return everyPart.map((part) => ({ part, state, at, failure: null, ...over[part] }))
}

function viewOf(words: LineWords, now: UtcTime, kinds: CheckKind[], over: Partial<LineView> = {}, ageMinutes = 1): LineView {
  const at = minutesBefore(now, ageMinutes)
  const line = lineOf(words, at)
  const available = line.circuits.map((one): AvailableChecks => ({
    nid: one.nid ?? '', provider: words.supplier, kinds, unknownKinds: [], numberOfTests: 1, at,
  }))
  return {
    line,
    summary: {
      id: line.id, accountId: line.accountId, nativeId: line.nativeId, street: `${words.street} ${words.number}${words.extension === undefined ? '' : ` ${words.extension}`}`,
      place: `${words.postcode.slice(0, 4)} ${words.postcode.slice(4)} ${words.city}`, technology: words.technology, medium: words.medium,
      supplier: words.supplier, state: 'active', online: words.online, pinned: false, gone: false, seenAt: at,
    },
    raw: JSON.stringify({ carrier: { nid: words.nid }, supplier: words.supplier, active: true, circuits: line.circuits.length }, null, 2),
    transaction: { uuid: null, action: null, state: null, open: false, dates: [], appointmentUrl: null },
    events: [
      { uuid: 'ev-1', at: { utc: minutesBefore(now, 190), zone: 'given', text: '' }, type: 'diagnostics', method: 'diagnose', username: 'techniek@lineside.example', correlationId: 'b6f1c2', detail: '{"type":"ont-check"}' },
      { uuid: 'ev-2', at: { utc: minutesBefore(now, 8_000), zone: 'assumed', text: '' }, type: 'broadband', method: 'change_contact', username: 'planning@lineside.example', correlationId: null, detail: '{"nid":"…"}' },
    ],
    endUser: { uuid: 'e-1', companyName: words.customer, phoneNumber: '0172123456', address: line.address },
    tickets: [], sentTickets: [], available, reports: [], checks: [], observations: noObservations(line.id),
    verdict: nothingYet, parts: parts(at), ...over,
  }
}

/** A check of a line that runs or ended. */
export function checkOf(view: LineView, kind: CheckKind, requestedAt: UtcTime, over: Partial<Check> = {}): Check {
  return {
    id: CheckId.parse(`check-${kind}`), lineId: view.line.id, accountId: view.line.accountId, kind, target: { kind: 'circuit', nid: view.line.circuits[0]?.nid ?? '' },
    state: 'running', remoteId: null, requestedAt, endedAt: null, waiting: true, reportId: null, failure: null, ...over,
  }
}

function ticketOf(view: LineView, now: UtcTime): Ticket {
  return {
    accountId: view.line.accountId, id: '104233', nid: view.line.nativeId, lineId: view.line.id, reference: 'LS-7F3K', subject: 'No service since this morning',
    description: 'Customer reports no internet since 09:00. Box restarted twice.', status: 'open', createdAt: minutesBefore(now, 220),
    updatedAt: minutesBefore(now, 45), requester: 'techniek@lineside.example',
  }
}

const pool: LineWords = {
  nid: '2408ZE000100200', street: 'Zuidpoolsingel', number: '10', extension: 'A', postcode: '2408ZE', city: 'Alphen aan den Rijn', medium: 'fibrePointToPoint',
  technology: 'GoF', supplier: 'KPNWBA', online: 'online', customer: 'Next Office B.V.', downKbps: 102_400, upKbps: 102_400,
}
const pon = (over: Partial<LineWords>): LineWords => ({ ...pool, medium: 'pon', technology: 'GPON', ...over })
const fibreKinds: CheckKind[] = ['fibreCheck', 'authenticationLog']
const ponKinds: CheckKind[] = ['ontCheck', 'ontLanCheck', 'authenticationLog']

export type LineFixtureName = 'healthyFibre' | 'ontNotRanged' | 'lanPortDown' | 'weakLight' | 'wrongPassword' | 'blocked' | 'neverTested'
  | 'copperOpen' | 'offlineOld' | 'failedParts'

/** Realistic lines for tests and for looking at the screen, as of a moment. */
export function lineFixtures(now: UtcTime): Record<LineFixtureName, LineView> {
  const ago = (minutes: number): UtcTime => minutesBefore(now, minutes)
  const user = '2408ze000100201@lineside.example'

  const healthy = viewOf(pool, now, fibreKinds)
  const ontDark = viewOf(pon({ nid: '2408ZE000120300', number: '12', online: 'offline' }), now, ponKinds)
  const delta = viewOf(pon({ nid: '4331KL000070400', street: 'Markt', number: '7', postcode: '4331KL', city: 'Middelburg', technology: 'XGS-PON', supplier: 'DELTA', online: 'offline' }), now, ponKinds)
  const weak = viewOf(pon({ nid: '4335BA000210500', street: 'Nadorstweg', number: '21', postcode: '4335BA', city: 'Middelburg', supplier: 'DELTA', online: 'online' }), now, ponKinds)
  const refused = viewOf({ ...pool, nid: '2408ZE000140600', number: '14', extension: 'bis', online: 'offline' }, now, fibreKinds)
  const blocked = viewOf({ ...pool, nid: '3011AD000880700', street: 'Coolsingel', number: '88', postcode: '3011AD', city: 'Rotterdam', online: 'offline' }, now, fibreKinds)
  const fresh = viewOf(pon({ nid: '2514GL000330800', street: 'Noordeinde', number: '33', postcode: '2514GL', city: 'Den Haag', online: 'unknown' }), now, ponKinds)
  const copper = viewOf({
    ...pool, nid: '2408ZE000100100', extension: '', medium: 'copper', technology: 'VDSL2', online: 'offline', downKbps: 51_200, upKbps: 10_240,
  }, now, ['delt', 'selt', 'authenticationLog'])
  const old = viewOf({ ...pool, nid: '2408ZE000160900', number: '16' }, now, fibreKinds, {}, 4_400)
  const failed = viewOf(pon({ nid: '2408ZE000181000', number: '18' }), now, ponKinds)

  const views: Record<LineFixtureName, LineView> = {
    healthyFibre: {
      ...healthy, reports: [
        fibreReport(healthy.line.id, fixtureSystem, ago(3), -8.31, 'ok', ['7C:FF:4D:12:9A:01', '7C:FF:4D:12:9A:01']),
        loginReport(healthy.line.id, fixtureSystem, now, ago(3), user, [[610, 'ok'], [1_900, 'ok']]),
        fibreReport(healthy.line.id, fixtureSystem, ago(43_000), -7.92, 'ok', ['7C:FF:4D:12:9A:01', null]),
      ],
    },
    ontNotRanged: {
      ...ontDark, reports: [ontNotRangedReport(ontDark.line.id, fixtureSystem, ago(2)), loginReport(ontDark.line.id, fixtureSystem, now, ago(2), user, [[321, 'ok'], [2_300, 'ok']])],
      tickets: [ticketOf(ontDark, now)],
      summary: { ...ontDark.summary, pinned: true },
      checks: [checkOf(ontDark, 'ontCheck', ago(3), { state: 'complete', endedAt: ago(2) }), checkOf(ontDark, 'ontLanCheck', ago(1))],
    },
    lanPortDown: { ...delta, reports: [deltaOntReport(delta.line.id, fixtureSystem, ago(6))] },
    weakLight: { ...weak, reports: [weakLightReport(weak.line.id, fixtureSystem, ago(11))] },
    wrongPassword: {
      ...refused, reports: [
        loginReport(refused.line.id, fixtureSystem, now, ago(1), user, [[4, 'incorrect'], [9, 'incorrect'], [14, 'incorrect'], [1_500, 'ok'], [4_000, 'ok']]),
        fibreReport(refused.line.id, fixtureSystem, ago(5), -6.04, 'ok', ['7C:FF:4D:77:00:1C', null]),
      ],
    },
    blocked: {
      ...blocked,
      line: { ...blocked.line, circuits: blocked.line.circuits.map((one) => (one.provisioning === null ? one : { ...one, provisioning: { ...one.provisioning, blocked: true } })) },
    },
    neverTested: fresh,
    copperOpen: {
      ...copper, reports: [seltReport(copper.line.id, fixtureSystem, ago(39))],
      line: { ...copper.line, state: 'processing', transaction: { uuid: 't-1', action: 'migrate', state: 'processing' } },
      transaction: {
        uuid: 't-1', action: 'migrate', state: 'processing', open: true, appointmentUrl: 'https://appointments.example/t-1',
        dates: [{ key: 'requested', date: '2026-11-02' }, { key: 'confirmed', date: '2026-11-09' }, { key: 'planned', date: '2026-12-01' }],
      },
    },
    offlineOld: {
      ...old, reports: [fibreReport(old.line.id, fixtureSystem, ago(4_400), -15.4, 'warn', ['7C:FF:4D:12:9A:01', null])],
      parts: parts(ago(4_400), { line: { failure: { kind: 'unreachable', code: 'ENETUNREACH' } }, diagnostics: { failure: { kind: 'unreachable', code: 'ENETUNREACH' } } }, 'cached'),
    },
    failedParts: {
      ...failed, events: [], endUser: null, parts: parts(ago(1), {
        diagnostics: { state: 'failed', at: null, failure: { kind: 'refused', refusal: 'rightMissing', code: '002', correlationId: '9f0c41d2' } },
        tickets: { state: 'failed', at: null, failure: { kind: 'timeout', code: 'ETIMEDOUT' } },
        events: { state: 'loading', at: null }, endUser: { state: 'failed', at: null, failure: { kind: 'badReply', detail: 'result is not an object' } },
        transaction: { state: 'failed', at: ago(2_000), failure: { kind: 'serverError', code: '500', correlationId: '77ab' } },
      }), available: [],
    },
  }
  for (const name of Object.keys(views) as LineFixtureName[]) views[name] = judged(views[name], now)
  return views
}
