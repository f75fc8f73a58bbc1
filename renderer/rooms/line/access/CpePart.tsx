import { useState } from 'react'
import type { Report } from '../../../../shared/model/report.ts'
import { portName } from '../../../../shared/triage/counters.ts'
import { stateWords } from '../../../../shared/triage/readingWords.ts'
import { useText } from '../../../text.tsx'
import { ReadingRows } from '../ReadingRows.tsx'
import { formatSpeed } from '../words.ts'
import { CpeBox } from './CpeBox.tsx'
import { DataTable } from './DataTable.tsx'
import { LiveFacts, Since } from './LiveFacts.tsx'
import { Marked, PortDetail } from './PortDetail.tsx'
import { isOnPort, portToShow, readingsOfBox, readingsOfPort } from './portParts.ts'
import type { CpeState } from './portParts.ts'
import { Copyable, LeaseTable, MacTable } from './tables.tsx'
import styles from './Live.module.css'

/** The operator's box at the customer: drawn with its ports, the chosen port in full, all ports as a table, who is behind it. */
export function CpePart({ report, live, before }: { report: Report; live: CpeState; before: Report | null }) {
  const text = useText()
  const [picked, setPicked] = useState<string | null>(null)
  const found = live.ports.findIndex((port, index) => portName(port, index) === picked)
  const chosen = found >= 0 ? found : portToShow(report, live)
  const port = live.ports[chosen]
  const box = readingsOfBox(report, live)
  const upSinceText = report.states.find(state => state.key === 'cpeUpSince')?.raw ?? null
  const wasBefore = before?.live?.kind === 'cpeStatus' ? { report: before, live: before.live } : null
  return (
    <>
      <LiveFacts
        facts={[
          [text('access.cpe.model'), [live.vendor, live.model].filter(Boolean).join(' ')],
          [text('access.cpe.firmware'), live.firmware],
          [text('access.cpe.mac'), live.mac === null ? null : <Copyable key="mac" value={live.mac} />],
          [text('access.hardware.upSince'), live.upSince === null ? upSinceText : <Since key="since" at={live.upSince} />],
        ]}
      />
      {box.length > 0 && <ReadingRows measurements={[...box]} states={[]} before={before} />}
      {live.ports.length === 0 ? <p className={styles.quiet}>{text('access.box.noPorts')}</p> : (
        <>
          <CpeBox report={report} live={live} chosen={chosen} onChoose={index => setPicked(portName(live.ports[index] ?? { name: null, description: null, index: null }, index))} />
          {port !== undefined && (
            <section className={styles.portDetail} aria-label={text('access.box.port', { port: portName(port, chosen) })}>
              <h4>{text('access.box.port', { port: portName(port, chosen) })}</h4>
              <PortDetail
                port={port} mustHaveLink={false} {...readingsOfPort(report, live, chosen)}
                before={wasBefore === null ? null : {
                  ...wasBefore.report,
                  measurements: [...readingsOfPort(wasBefore.report, wasBefore.live, wasBefore.live.ports.findIndex((each, index) => portName(each, index) === portName(port, chosen))).measurements],
                }}
              />
              <MacsOfPort live={live} chosen={chosen} />
            </section>
          )}
          <details className={styles.fold}>
            <summary>{text('access.box.table')}</summary>
            <PortTable report={report} live={live} />
          </details>
        </>
      )}
      <h4>{text('access.cpe.macTable')}</h4>
      {live.macTable.length === 0 ? <p className={styles.quiet}>{text('access.cpe.noMacs')}</p> : <MacTable label={text('access.cpe.macTable')} entries={live.macTable} />}
      <h4>{text('access.cpe.leases')}</h4>
      {live.leases.length === 0 ? <p className={styles.quiet}>{text('access.cpe.noLeases')}</p> : <LeaseTable label={text('access.cpe.leases')} entries={live.leases} />}
    </>
  )
}

function MacsOfPort({ live, chosen }: { live: CpeState; chosen: number }) {
  const text = useText()
  const port = live.ports[chosen]
  if (port === undefined || live.macTable.every(entry => entry.port === null)) return null
  const entries = live.macTable.filter(entry => isOnPort(entry, port))
  const label = text('access.box.macs', { port: portName(port, chosen) })
  return (
    <>
      <h5>{label}</h5>
      {entries.length === 0 ? <p className={styles.quiet}>{text('access.box.noMacs')}</p> : <MacTable label={label} entries={entries} />}
    </>
  )
}

function PortTable({ report, live }: { report: Report; live: CpeState }) {
  const text = useText()
  const rows = live.ports.map((port, index) => {
    const loop = readingsOfPort(report, live, index).states.find(state => state.key === 'cpePortLoop')
    const known = loop?.value ?? null
    return { port, index, loopLevel: loop?.level ?? null, loop: known === null ? port.loopDetection : stateWords(text, 'cpePortLoop', known) }
  })
  const yesNo = (value: boolean | null): string | null => value === null ? null : text(value ? 'line.yes' : 'line.no')
  return (
    <DataTable
      label={text('access.box.table')} rows={rows} rowKey={row => String(row.index)}
      columns={[
        { key: 'port', title: text('line.circuit.port'), sortBy: row => portName(row.port, row.index) },
        {
          key: 'link', title: text('access.port.link'), sortBy: row => row.port.link === null ? null : text(row.port.link ? 'access.port.up' : 'access.port.down'),
          render: row => row.port.link === null ? null : <Marked level={row.port.link ? 'ok' : null}>{text(row.port.link ? 'access.port.up' : 'access.port.down')}</Marked>,
        },
        {
          key: 'speed', title: text('access.port.speed'), sortBy: row => row.port.speedBps ?? row.port.speedText,
          render: row => row.port.speedBps === null ? row.port.speedText : formatSpeed(text, row.port.speedBps / 1000),
        },
        { key: 'duplex', title: text('access.port.duplex'), sortBy: row => row.port.fullDuplex === null ? null : text(row.port.fullDuplex ? 'access.port.full' : 'access.port.half') },
        { key: 'configured', title: text('access.port.configured'), sortBy: row => row.port.configuredSpeed },
        {
          key: 'loop', title: text('access.port.loop'), sortBy: row => row.loop,
          render: row => row.loop === null ? null : <Marked level={row.loopLevel}>{row.loop}</Marked>,
        },
        { key: 'free', title: text('access.port.freeSeating'), sortBy: row => yesNo(row.port.freeSeating) },
        { key: 'since', title: text('access.port.since'), sortBy: row => row.port.changedAt?.utc ?? null, render: row => row.port.changedAt === null ? null : <Since at={row.port.changedAt} /> },
      ]}
    />
  )
}
