import { deflateSync } from 'node:zlib'
import { readReport } from '../../electron/checks/readers/readReport.ts'
import { snapshotOf } from '../../electron/lines/lineSnapshot.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { VisitSumming } from '../../shared/contract/visits.ts'
import type { UtcTime } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { fixtureSystem, judged } from './lineBuilders.ts'
import { lineFixtures } from './lineFixtures.ts'
import { chunk, jpegOf } from './photos.ts'
import { minutesBefore, report } from './reportBuilders.ts'
import { fibreReport, loginReport, seltReport } from './reportFixtures.ts'

/** End of the visits below; they begin 95 minutes earlier. */
export const visitEnd: UtcTime = '2026-11-21T14:30:00.000Z'
const ago = (minutes: number): UtcTime => minutesBefore(visitEnd, minutes)

/** What a visit fixture is: the visit, its files by id, and what it comes to. */
export type VisitFixture = {
  readonly visit: Visit
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly summing: VisitSumming
}
export const filesOf = ({ files }: VisitFixture) => async (fileId: string): Promise<Uint8Array> => {
  const bytes = files.get(fileId)
  if (bytes === undefined) throw new Error('no such file')
  return Promise.resolve(bytes)
}

/** A PNG with a slope of grey and a cross, so that one sees which way is up; with `alpha`, all but the cross is see-through. */
export function paintedPng(widthPx: number, heightPx: number, alpha = false): Buffer {
  const channels = alpha ? 4 : 3
  const rows = Buffer.alloc(heightPx * (1 + widthPx * channels))
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const isCross = Math.abs(x / widthPx - y / heightPx) < 0.01 || Math.abs(1 - x / widthPx - y / heightPx) < 0.01
      const grey = isCross ? 20 : 120 + Math.round(120 * (1 - y / heightPx))
      const at = y * (1 + widthPx * channels) + 1 + x * channels
      rows.fill(grey, at, at + 3)
      if (alpha) rows[at + 3] = isCross ? 255 : 0
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPx, 0)
  head.writeUInt32BE(heightPx, 4)
  head.set([8, alpha ? 6 : 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', '')])
}

/** A DELT of a bonded line, as the system would send it. */
export function deltReport(
  view: LineView, at: UtcTime, pairs: readonly { readonly margin: number | null; readonly rate: number | null }[],
): Report {
  const body = {
    status: 'complete', provider: 'KPNWBA',
    delt_details: pairs.map(({ margin, rate }, index) => ({
      dslam_port: `AL-AFQ-DSLA-1.R1.S1.LT1.${6 + index}`,
      details: {
        measurement: {
          cpe: { cpe_type: 'FRITZ!Box 7590', modem_vendor_id: 'AVM', system_vendor_id: null, system_vendor_model: null },
          downstream: {
            attenuation_down: 21.3, contract_down: 51_200, actual_bitrate_down: rate, actual_psd_down: -58.1,
            attainable_bitrate_down: rate === null ? null : rate * 1.18,
            loop_attenuation_down: 24.9, noise_margin_down: margin, power_down: 13.2, relative_capacity_down: margin === null
              ? null
              : 84,
          },
          unit: {},
          upstream: {
            attenuation_up: 18.4, contract_up: 10_240, actual_bitrate_up: rate === null ? null : rate / 5, actual_psd_up: -61.4,
            attainable_bitrate_up: rate === null
              ? null
              : rate / 4, loop_attenuation_up: 20.1, noise_margin_up: margin === null
                ? null
                : margin + 1.4, power_up: 5.6, relative_capacity_up: margin === null ? null : 80,
          },
        },
        meta: { advice_code: 3, advice_text: 'Ok', inspection_id: 19_572_890 + index },
        dslam_port_info: {
          vectoring: { vectoring_status: 'Enabled both US and DS', vectoring_fallback: 'vect.fallback.profile.not.active' },
          dsl_type: 'vdsl2.g9932.profile.17a', line_id: `AL-AFQ-DSLA-1:1-1-1-${6 + index}`,
          line_card_type: 'NDLT-G', line_up: rate === null ? 'false' : 'true',
          service_stability: rate === null ? 'UNKNOWN' : 'STABLE', estimated_delt_distance: 412,
        },
        problem: margin === null
          ? {
            problem_confidence: 100, problem_description: 'CONNECTION_STATUS-CPE_SILENT-parameter.far.end.line.failure-NOATUR',
            problem_impact: 'no.connectivity.impact', problem_location: 'xDSL',
          }
          : {},
      },
    })),
  }
  return report(
    view.line.id, fixtureSystem, 'delt', at, body,
    readReport({ report: body }, { requestedKind: 'delt', provider: null, dataTechnology: 'VDSL2' }),
  )
}

function verdictItem(view: LineView, when: 'before' | 'during' | 'after', at: UtcTime, reports: readonly Report[]): VisitItem {
  const { verdict } = judged({ ...view, reports: [...reports] }, at)
  return { id: `verdict-${when}`, at, kind: 'verdict', when, verdict, reports: [...reports] }
}

function visitOf(view: LineView, items: readonly VisitItem[], over: Partial<Visit> = {}): Visit {
  const { line, summary } = view
  return {
    id: '01a7c6f0-5f0e-4a53-9d3e-7b1c2f9e4d60', lineId: line.id, accountId: line.accountId, snapshot: snapshotOf(line),
    label: `${summary.street}, ${summary.place}`, nativeId: line.nativeId,
    state: 'finished', startedAt: ago(95), finishedAt: visitEnd,
    onSite: [
      { from: ago(95), to: ago(60) }, { from: ago(40), to: visitEnd },
    ], timeZone: 'Europe/Amsterdam', engineer: 'Jolanda de Bruijn',
    items: [...items], leftOpen: '', confirmation: {
      name: 'Roman de Vries', at: ago(1), signatureFileId: 'file-signature',
    }, changedAt: visitEnd, ...over,
  }
}

const photo = (
  index: number, fileId: string, caption: string, bytes: number, size = { widthPx: 640, heightPx: 480 },
): VisitItem => ({
  id: `photo-${index}`, at: ago(70 - index * 5), kind: 'photo', fileId, fileName: `photo-${index}.png`,
  mediaType: 'image/png', ...size, bytes, caption,
})

/** A PNG says its size in its head. */
const sizeOf = (png: Uint8Array | undefined): { widthPx: number; heightPx: number } =>
  png === undefined ? { widthPx: 640, heightPx: 480 }
  : { widthPx: Buffer.from(png).readUInt32BE(16), heightPx: Buffer.from(png).readUInt32BE(20) }

/** A copper line that was open in the house, mended: two pairs, photos, notes, writes, a signature. */
export function copperVisit(): VisitFixture {
  const view = lineFixtures(visitEnd).copperOpen
  const before = [
    seltReport(view.line.id, fixtureSystem, ago(92)),
    deltReport(view, ago(90), [{ margin: null, rate: null }, { margin: 5.1, rate: 31_200 }]),
    loginReport(
      view.line.id, fixtureSystem, visitEnd, ago(91), '2408ze000100101@lineside.example', [[300, 'ok'], [600, 'incorrect']],
    ),
  ]
  const after = [
    ...before, deltReport(view, ago(6), [{ margin: 9.4, rate: 62_400 }, { margin: 8.8, rate: 60_100 }]),
    loginReport(view.line.id, fixtureSystem, visitEnd, ago(5), '2408ze000100101@lineside.example', [[8, 'ok'], [300, 'ok']]),
  ]
  const files = new Map<string, Uint8Array>([
    ['file-1', paintedPng(640, 480)], ['file-2', paintedPng(480, 640)], ['file-3', paintedPng(900, 300)], [
      'file-signature', paintedPng(460, 160, true),
    ],
  ])
  const observed = {
    ...view.observations, modemPowered: 'yes' as const, testPoint: 'isra' as const, loopLengthM: 480, pcAddress: '192.168.178.21',
    note: 'Splice box in the crawl space is wet.', updatedAt: ago(80),
  }
  const items: VisitItem[] = [
    verdictItem(view, 'before', ago(88), before),
    { id: 'o-1', at: ago(80), kind: 'observations', observations: observed },
    {
      id: 'n-1', at: ago(75), kind: 'note',
      text: 'Opened the splice box.\nThe second pair was corroded; both pairs re-made with gel connectors.',
    },
    ...[
      ['file-1', 'Splice box as found: water, corroded pair 1'], ['file-2', 'Both pairs re-made'], ['file-3', ''],
      ['file-gone', 'A photo whose file is gone'],
    ]
      .map(
        ([fileId = '', caption = ''], index) =>
          photo(index, fileId, caption, files.get(fileId)?.length ?? 0, sizeOf(files.get(fileId)))
      ),
    {
      id: 'f-1', at: ago(35), kind: 'file', fileId: 'file-pdf', fileName: 'floor plan.pdf', mediaType: 'application/pdf',
      bytes: 183_204, caption: 'Given by the owner',
    },
    { id: 'a-1', at: ago(20), kind: 'action', action: 'forceDisconnect', outcome: 'back', detail: null },
    { id: 'w-1', at: ago(15), kind: 'write', entryId: 'e-1', what: 'ticketComment', state: 'sent', remoteId: '104233' },
    { id: 'w-2', at: ago(4), kind: 'write', entryId: 'e-2', what: 'tags', state: 'waiting', remoteId: null },
    verdictItem(view, 'after', ago(3), after),
  ]
  return {
    files, visit: visitOf(view, items, { leftOpen: 'Cover of the splice box to be replaced by the owner.' }),
    summing: {
      found: ['Fault: the pair is open 479 m from the exchange (in-house wiring or the modem, fairly sure).'],
      done: ['Both pairs re-made in the splice box.', 'Session dropped on request: came back.', '4 photos'],
      proven: [
        { name: 'Verdict', before: 'Fault', after: 'OK', verdict: 'better' }, {
          name: 'Noise margin down (pair 2)', before: '5.1 dB', after: '8.8 dB', verdict: 'better',
        },
        { name: 'Line attenuation down', before: '24.9 dB', after: '24.9 dB', verdict: 'same' },
      ],
      leftOpen: ['Cover of the splice box to be replaced by the owner.', 'Tags: waits to be sent'],
    },
  }
}

/** A fibre line with weak light before and good light after; received in another time zone, no signature. */
export function fibreVisit(): VisitFixture {
  const view = lineFixtures(visitEnd).healthyFibre
  const before = [fibreReport(view.line.id, fixtureSystem, ago(90), -17.6, ['7C:FF:4D:12:9A:01', null])]
  const after = [...before, fibreReport(view.line.id, fixtureSystem, ago(6), -8.31, ['7C:FF:4D:12:9A:01', '7C:FF:4D:12:9A:01'])]
  const items = [
    verdictItem(view, 'before', ago(88), before),
    { id: 'n-1', at: ago(50), kind: 'note' as const, text: 'Connector at the FTU cleaned.' },
    verdictItem(view, 'after', ago(3), after),
  ]
  return {
    files: new Map(), visit: visitOf(view, items, { confirmation: null, state: 'received', timeZone: 'Europe/Stockholm' }),
    summing: { found: ['Warning: little light'], done: ['Connector cleaned'], proven: [], leftOpen: [] },
  }
}

/** A visit that has only just begun. */
export function emptyVisit(): VisitFixture {
  return {
    files: new Map(), visit: visitOf(
      lineFixtures(visitEnd).neverTested, [],
      { state: 'open', finishedAt: null, confirmation: null, onSite: [{ from: ago(95), to: null }], engineer: '' },
    ),
    summing: { found: [], done: [], proven: [], leftOpen: [] },
  }
}

/** Texts as long as they may be, many pairs, names beyond the fonts. */
export function longVisit(): VisitFixture {
  const { visit, files, summing } = copperVisit()
  const sentence =
    'The cabinet stands behind the shed; the door sticks, and the third terminal strip from the left carries the pair. '
  const long = sentence.repeat(80)
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  const view = lineFixtures(visitEnd).copperOpen
  const many = deltReport(
    view, ago(30), Array.from({ length: 8 }, (_, index) => ({ margin: 4 + index, rate: 20_000 + index * 4000 })),
  )
  return {
    files, summing: { ...summing, found: [long.slice(0, 900), ...summing.found], leftOpen: [long.slice(0, 2000)] },
    visit: {
      ...visit, engineer: 'Şahin Yılmaz-van der Łódzki-Ångström', confirmation: {
        name: 'Ελένη 山田 d’Œuvre ≥ 3 → 4 − 1', at: ago(1), signatureFileId: null,
      },
      items: [
        ...visit.items,
        {
          id: 'n-long', at: ago(25), kind: 'note',
          text: `${long}\n${word.repeat(4)}\n\n=1+1\t😀`,
        },
        { id: 'r-many', at: ago(30), kind: 'report', reportId: many.id, report: many },
      ],
    },
  }
}

/** Ten photos of the size a phone's have after they were scaled down, two of them PNGs. */
export function photoVisit(photos = 10, bytesEach = 400_000): VisitFixture {
  const { visit, files, summing } = copperVisit()
  const all = new Map(files)
  const items = Array.from({ length: photos }, (_, index) => {
    all.set(`big-${index}`, jpegOf(1600, 1200, bytesEach))
    return {
      ...photo(index, `big-${index}`, `Photo of the splice box from side ${index}`, bytesEach), mediaType: 'image/jpeg' as const,
    }
  })
  return { files: all, summing, visit: { ...visit, items: [...visit.items.filter(({ kind }) => kind !== 'photo'), ...items] } }
}
