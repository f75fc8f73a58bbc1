import type { LineView } from '../../shared/contract/lines.ts'
import type { UtcTime } from '../../shared/model/common.ts'
import type { CheckKind } from '../../shared/model/report.ts'
import { checkOf, fixtureAccount, fixtureSystem, judged, parts, ticketOf, viewOf } from './lineBuilders.ts'
import type { LineWords } from './lineBuilders.ts'
import { minutesBefore } from './reportBuilders.ts'
import { deltaOntReport, fibreReport, loginReport, ontNotRangedReport, seltReport, weakLightReport } from './reportFixtures.ts'

export { checkOf, fixtureAccount, fixtureSystem }

const pool: LineWords = {
  nid: '2408ZE000100200',
  street: 'Zuidpoolsingel',
  number: '10',
  extension: 'A',
  postcode: '2408ZE',
  city: 'Alphen aan den Rijn',
  medium: 'fibrePointToPoint',
  technology: 'GoF',
  supplier: 'KPNWBA',
  online: 'online',
  customer: 'Next Office B.V.',
  downKbps: 102_400,
  upKbps: 102_400,
}
const { extension: _, ...withoutExtension } = pool
const pon = (over: Partial<LineWords>): LineWords => ({ ...pool, medium: 'pon', technology: 'GPON', ...over })
const fibreKinds: CheckKind[] = ['fibreCheck', 'authenticationLog']
const ponKinds: CheckKind[] = ['ontCheck', 'ontLanCheck', 'authenticationLog']

export type LineFixtureName =
  | 'healthyFibre'
  | 'ontNotRanged'
  | 'lanPortDown'
  | 'weakLight'
  | 'wrongPassword'
  | 'blocked'
  | 'neverTested'
  | 'copperOpen'
  | 'offlineOld'
  | 'failedParts'

/** Realistic lines for tests and for looking at the screen, as of a moment. */
export function lineFixtures(now: UtcTime): Record<LineFixtureName, LineView> {
  const ago = (minutes: number): UtcTime => minutesBefore(now, minutes)
  const user = '2408ze000100201@lineside.example'

  const healthy = viewOf(pool, now, fibreKinds)
  const ontDark = viewOf(pon({ nid: '2408ZE000120300', number: '12', online: 'offline' }), now, ponKinds)
  const delta = viewOf(
    pon({
      nid: '4331KL000070400',
      street: 'Markt',
      number: '7',
      postcode: '4331KL',
      city: 'Middelburg',
      technology: 'XGS-PON',
      supplier: 'DELTA',
      online: 'offline',
    }),
    now,
    ponKinds,
  )
  const weak = viewOf(
    pon({
      nid: '4335BA000210500',
      street: 'Nadorstweg',
      number: '21',
      postcode: '4335BA',
      city: 'Middelburg',
      supplier: 'DELTA',
      online: 'online',
    }),
    now,
    ponKinds,
  )
  const refused = viewOf({ ...pool, nid: '2408ZE000140600', number: '14', extension: 'bis', online: 'offline' }, now, fibreKinds)
  const blocked = viewOf(
    {
      ...pool,
      nid: '3011AD000880700',
      street: 'Coolsingel',
      number: '88',
      postcode: '3011AD',
      city: 'Rotterdam',
      online: 'offline',
    },
    now,
    fibreKinds,
  )
  const fresh = viewOf(
    pon({ nid: '2514GL000330800', street: 'Noordeinde', number: '33', postcode: '2514GL', city: 'Den Haag', online: 'unknown' }),
    now,
    ponKinds,
  )
  const copper = viewOf(
    {
      ...withoutExtension,
      nid: '2408ZE000100100',
      medium: 'copper',
      technology: 'VDSL2',
      online: 'offline',
      downKbps: 51_200,
      upKbps: 10_240,
    },
    now,
    ['delt', 'selt', 'authenticationLog'],
  )
  const old = viewOf({ ...pool, nid: '2408ZE000160900', number: '16' }, now, fibreKinds, {}, 4_400)
  const failed = viewOf(pon({ nid: '2408ZE000181000', number: '18' }), now, ponKinds)

  const views: Record<LineFixtureName, LineView> = {
    healthyFibre: {
      ...healthy,
      reports: [
        fibreReport(healthy.line.id, fixtureSystem, ago(3), -8.31, ['7C:FF:4D:12:9A:01', '7C:FF:4D:12:9A:01']),
        loginReport(healthy.line.id, fixtureSystem, now, ago(3), user, [
          [610, 'ok'],
          [1_900, 'ok'],
        ]),
        fibreReport(healthy.line.id, fixtureSystem, ago(43_000), -7.92, ['7C:FF:4D:12:9A:01', null]),
      ],
    },
    ontNotRanged: {
      ...ontDark,
      reports: [
        ontNotRangedReport(ontDark.line.id, fixtureSystem, ago(2)),
        loginReport(ontDark.line.id, fixtureSystem, now, ago(2), user, [
          [321, 'ok'],
          [2_300, 'ok'],
        ]),
      ],
      tickets: [ticketOf(ontDark, now)],
      summary: { ...ontDark.summary, pinned: true },
      checks: [
        checkOf(ontDark, 'ontCheck', ago(3), { state: 'complete', endedAt: ago(2) }),
        checkOf(ontDark, 'ontLanCheck', ago(1)),
      ],
    },
    lanPortDown: { ...delta, reports: [deltaOntReport(delta.line.id, fixtureSystem, ago(6))] },
    weakLight: { ...weak, reports: [weakLightReport(weak.line.id, fixtureSystem, ago(11))] },
    wrongPassword: {
      ...refused,
      reports: [
        loginReport(refused.line.id, fixtureSystem, now, ago(1), user, [
          [4, 'incorrect'],
          [9, 'incorrect'],
          [14, 'incorrect'],
          [1_500, 'ok'],
          [4_000, 'ok'],
        ]),
        fibreReport(refused.line.id, fixtureSystem, ago(5), -6.04, ['7C:FF:4D:77:00:1C', null]),
      ],
    },
    blocked: {
      ...blocked,
      line: {
        ...blocked.line,
        circuits: blocked.line.circuits.map(one =>
          one.provisioning === null ? one : { ...one, provisioning: { ...one.provisioning, blocked: true } },
        ),
      },
    },
    neverTested: fresh,
    copperOpen: {
      ...copper,
      reports: [seltReport(copper.line.id, fixtureSystem, ago(39))],
      line: { ...copper.line, state: 'processing', transaction: { uuid: 't-1', action: 'migrate', state: 'processing' } },
      transaction: {
        uuid: 't-1',
        action: 'migrate',
        state: 'processing',
        open: true,
        appointmentUrl: 'https://appointments.example/t-1',
        dates: [
          { key: 'order', date: '2026-11-02' },
          { key: 'customer_wish', date: '2026-11-09' },
          { key: 'plan', date: '2026-12-01' },
        ],
      },
    },
    offlineOld: {
      ...old,
      reports: [fibreReport(old.line.id, fixtureSystem, ago(4_400), -15.4, ['7C:FF:4D:12:9A:01', null])],
      parts: parts(
        ago(4_400),
        {
          line: { failure: { kind: 'unreachable', code: 'ENETUNREACH' } },
          diagnostics: { failure: { kind: 'unreachable', code: 'ENETUNREACH' } },
        },
        'cached',
      ),
    },
    failedParts: {
      ...failed,
      events: [],
      endUser: null,
      parts: parts(ago(1), {
        diagnostics: {
          state: 'failed',
          at: null,
          failure: { kind: 'refused', refusal: 'rightMissing', code: '002', correlationId: '9f0c41d2' },
        },
        tickets: { state: 'failed', at: null, failure: { kind: 'timeout', code: 'ETIMEDOUT' } },
        events: { state: 'loading', at: null },
        endUser: { state: 'failed', at: null, failure: { kind: 'badReply', detail: 'result is not an object' } },
        transaction: { state: 'failed', at: ago(2_000), failure: { kind: 'serverError', code: '500', correlationId: '77ab' } },
      }),
      available: [],
    },
  }
  for (const name of Object.keys(views) as LineFixtureName[]) views[name] = judged(views[name], now)
  return views
}
