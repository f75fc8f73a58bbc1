import type { LineView } from '../../../../shared/contract/lines.ts'
import { LiveKind } from '../../../../shared/model/report.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { reportBefore } from '../../../../shared/triage/readingParts.ts'
import { formatRoute } from '../../../app/route.ts'
import { useText } from '../../../text.tsx'
import { CpePart } from './CpePart.tsx'
import { LiveFacts, Since } from './LiveFacts.tsx'
import { LivePart } from './LivePart.tsx'
import { Marked, PortDetail } from './PortDetail.tsx'
import { IgmpTable, LeaseTable, MacTable } from './tables.tsx'
import styles from './Live.module.css'

/** In the order of the path, from the operator's switch to the home. */
const order: readonly LiveKind[] = ['accessHardware', 'portStatus', 'cpeStatus', 'macTable', 'leases', 'igmpGroups']

/** What the network sees of the access now: each part comes, ages and fails on its own. */
export function LiveTab({ view }: { view: LineView }) {
  const text = useText()
  const newest = (kind: LiveKind): Report | null => view.reports.find(report => report.kind === kind && report.live !== null) ?? null
  const isShown = (kind: LiveKind): boolean =>
    newest(kind) !== null || view.parts.find(part => part.part === kind)?.state !== 'notOffered'
  const missing = LiveKind.options.filter(kind => !isShown(kind))
  return (
    <div className={styles.live}>
      {order.filter(isShown).map(kind => {
        const report = newest(kind)
        const title = text(`check.${kind}`)
        return (
          <LivePart key={kind} part={kind} title={title} report={report}>
            {report !== null && <Content report={report} title={title} before={reportBefore(report, view.reports)} />}
          </LivePart>
        )
      })}
      {missing.length > 0 && (
        <p className={styles.quiet}>
          {text('access.notOffered', { parts: missing.map(kind => text(`check.${kind}`)).join(', ') })}{' '}
          <a className={styles.link} href={formatRoute({ room: 'settings', section: 'accounts', account: null })}>{text('access.notOffered.why')}</a>
        </p>
      )}
    </div>
  )
}

function Content({ report, title, before }: { report: Report; title: string; before: Report | null }) {
  const text = useText()
  const { live } = report
  // A table that was told as empty is a reading; none told is none.
  const told = report.states.some(state => /^(?:macAddress|lease|igmpGroup)/.test(state.key))
  if (live === null) return null
  const empty = (none: string): React.ReactNode => <p className={styles.quiet}>{told ? none : text('access.noTable')}</p>
  switch (live.kind) {
    case 'accessHardware': return (
      <LiveFacts
        facts={[
          [text('access.hardware.state'), live.up === null ? null
            : <Marked key="up" level={live.up ? 'ok' : 'fault'}>{text(live.up ? 'access.hardware.up' : 'access.hardware.down')}</Marked>],
          [text('access.hardware.upSince'), live.upSince === null ? null : <Since key="since" at={live.upSince} />],
          [text('access.hardware.model'), [live.vendor, live.model].filter(Boolean).join(' ')],
        ]}
      />
    )
    case 'portStatus': return <PortDetail port={live.port} mustHaveLink measurements={report.measurements} states={report.states} before={before} />
    case 'cpeStatus': return <CpePart report={report} live={live} before={before} />
    case 'macTable': return live.entries.length === 0 ? empty(text('access.mac.none')) : <MacTable label={title} entries={live.entries} />
    case 'leases': return live.entries.length === 0 ? empty(text('access.lease.none')) : <LeaseTable label={title} entries={live.entries} />
    case 'igmpGroups': return live.entries.length === 0 ? empty(text('access.igmp.none')) : <IgmpTable label={title} entries={live.entries} />
  }
}
