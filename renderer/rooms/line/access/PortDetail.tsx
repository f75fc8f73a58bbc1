import type { PortState } from '../../../../shared/model/liveState.ts'
import type { Level, Measurement, StateReading } from '../../../../shared/model/report.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { stateWords } from '../../../../shared/triage/readingWords.ts'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { ReadingRows } from '../ReadingRows.tsx'
import { formatSpeed } from '../words.ts'
import { CountersTable } from './CountersTable.tsx'
import { DataTable } from './DataTable.tsx'
import { FlowTable, isFlow } from './FlowTable.tsx'
import { LiveFacts, Since } from './LiveFacts.tsx'
import styles from './Live.module.css'

/** A word with its level, by shape and colour as well. */
export function Marked({ level, children }: { level: Level | null; children: string }) {
  return <span className={styles.marked} data-level={level ?? 'none'}>{level !== null && <LevelMark level={level} size={14} />}{children}</span>
}

type PortDetailProps = {
  readonly port: PortState
  /** Readings of this port alone. */
  readonly measurements: readonly Measurement[]
  readonly states: readonly StateReading[]
  readonly before: Report | null
  /** Whether a port without link is a fault: on the access switch, where the customer hangs. */
  readonly mustHaveLink: boolean
}

const factKeys = /Link$|Administrative$|Duplex$|Loop$|FreeSeating$|ConfiguredSpeed$|^transceiver|^shaping$/

/** Everything about one port: link, module with gauges, rates and error ratios, counters, shaping. */
export function PortDetail({ port, measurements, states, before, mustHaveLink }: PortDetailProps) {
  const text = useText()
  const { transceiver, shaping } = port
  const loop = states.find(state => state.key === 'cpePortLoop') ?? null
  const yesNo = (value: boolean | null): string | null => value === null ? null : text(value ? 'line.yes' : 'line.no')
  const flat = measurements.map(each => ({ ...each, instance: '' }))
  // Speed stands among the facts, traffic in a table; the rest has rows with gauges.
  const rows = flat.filter(each => !each.key.endsWith('PortSpeedBps') && !isFlow(each))
  const others = states.filter(state => !factKeys.test(state.key)).map(each => ({ ...each, instance: '' }))
  return (
    <>
      <LiveFacts
        facts={[
          [text('access.port.link'), port.link === null ? null
            : <Marked key="link" level={port.link ? 'ok' : mustHaveLink ? 'fault' : null}>{text(port.link ? 'access.port.up' : 'access.port.down')}</Marked>],
          [text('access.port.since'), port.changedAt === null ? null : <Since key="since" at={port.changedAt} />],
          [text('access.port.speed'), port.speedBps !== null ? formatSpeed(text, port.speedBps / 1000)
            : port.speedText === null || port.speedText === '0' ? null : text('access.port.speedRaw', { raw: port.speedText })],
          [text('access.port.duplex'), port.fullDuplex === null ? null
            : <Marked key="duplex" level={port.fullDuplex ? null : 'warn'}>{text(port.fullDuplex ? 'access.port.full' : 'access.port.half')}</Marked>],
          ...(port.adminDown === null ? [] : [[text('access.port.admin'),
            <Marked key="admin" level={port.adminDown ? 'fault' : null}>{text(port.adminDown ? 'access.port.shut' : 'access.port.open')}</Marked>] as const]),
          ...(port.configuredSpeed === null ? [] : [[text('access.port.configured'), port.configuredSpeed] as const]),
          ...(loop === null ? [] : [[text('access.port.loop'), <Marked key="loop" level={loop.level}>
            {loop.value === null ? loop.raw ?? '' : stateWords(text, loop.key, loop.value)}
          </Marked>] as const]),
          ...(port.freeSeating === null ? [] : [[text('access.port.freeSeating'), yesNo(port.freeSeating)] as const]),
          ...(port.description === null || port.description === port.name ? [] : [[text('access.port.description'), port.description] as const]),
          ...(transceiver === null ? [] : [[text('access.port.module'), [transceiver.vendor, transceiver.partNumber].filter(Boolean).join(' · ')] as const]),
          ...(transceiver === null || transceiver.serialNumber === null ? [] : [[text('access.port.moduleSerial'), <span key="serial" className={styles.copyable}>
            <span className="mono">{transceiver.serialNumber}</span>
            <CopyButton value={transceiver.serialNumber} label={text('access.copy', { what: transceiver.serialNumber })} />
          </span>] as const]),
        ]}
      />
      {rows.length + others.length > 0 && <ReadingRows measurements={rows} states={others} before={before === null ? null : { ...before, measurements: before.measurements.map(each => ({ ...each, instance: '' })) }} />}
      <FlowTable measurements={flat} />
      {shaping.length > 0 && (
        <>
          <h4>{text('access.shaping')}</h4>
          <DataTable
            label={text('access.shaping')} rows={shaping} rowKey={(_, index) => String(index)}
            columns={[
              { key: 'service', title: text('access.table.service'), sortBy: row => row.serviceType },
              { key: 'queue', title: text('access.shaping.queue'), sortBy: row => row.queue },
              { key: 'cir', title: text('access.shaping.cir'), sortBy: row => row.cir },
              { key: 'pir', title: text('access.shaping.pir'), sortBy: row => row.pir },
            ]}
          />
        </>
      )}
      {port.statistics !== null && <CountersTable statistics={port.statistics} />}
    </>
  )
}
