import type { ReactNode } from 'react'
import type { SourceTime } from '../../../../shared/model/common.ts'
import type { IgmpGroup, Lease, MacEntry } from '../../../../shared/model/liveState.ts'
import { duplicateMacs, macKind } from '../../../../shared/model/macAddress.ts'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { formatCount } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import type { Text } from '../../../../shared/text/text.ts'
import { DataTable } from './DataTable.tsx'
import type { Column } from './DataTable.tsx'
import { spanWords } from './span.ts'
import styles from './Live.module.css'

/** A value in the field's type with a button that copies it. */
export function Copyable({ value }: { value: string }) {
  const text = useText()
  return (
    <span className={styles.copyable}>
      <span className="mono">{value}</span>
      <CopyButton value={value} label={text('access.copy', { what: value })} />
    </span>
  )
}

const at = (time: SourceTime | null): ReactNode => time === null ? null : <Moment at={time.utc} />
const utc = (time: SourceTime | null): string | null => time?.utc ?? null

/** Maker of a device, or why it has none: phones make their addresses up, one for each network. */
const vendorWords = (text: Text, mac: string | null, vendor: string | null): string | null =>
  vendor ?? (mac !== null && macKind(mac) === 'private' ? text('access.mac.private') : null)

type Shared = Pick<MacEntry, 'serviceType' | 'vlan' | 'port' | 'learntAt'>
const sharedColumns = <Row extends Shared>(text: Text): Column<Row>[] => [
  { key: 'service', title: text('access.table.service'), sortBy: row => row.serviceType },
  { key: 'vlan', title: text('line.circuit.vlan'), sortBy: row => row.vlan },
  { key: 'port', title: text('line.circuit.port'), sortBy: row => row.port },
  { key: 'learnt', title: text('access.table.learnt'), sortBy: row => utc(row.learntAt), render: row => at(row.learntAt) },
]

/** Devices that are heard, with their makers; one that is heard in two places is marked. */
export function MacTable({ label, entries }: { label: string; entries: readonly MacEntry[] }) {
  const text = useText()
  const twice = duplicateMacs(entries)
  return (
    <DataTable
      label={label} rows={entries} rowKey={(row, index) => `${row.mac} ${row.port ?? ''} ${row.vlan ?? ''} ${index}`}
      columns={[
        {
          key: 'mac', title: text('access.table.mac'), sortBy: row => row.mac,
          render: row => (
            <>
              <Copyable value={row.mac} />
              {twice.has(row.mac) && <span className={styles.twice}><LevelMark level="warn" size={14} /> {text('access.mac.twice')}</span>}
            </>
          ),
        },
        { key: 'vendor', title: text('access.table.vendor'), sortBy: row => vendorWords(text, row.mac, row.vendor) },
        ...sharedColumns<MacEntry>(text),
      ]}
    />
  )
}

/** How long a lease still holds, ticking; one that ran out says so. */
function TimeLeft({ endsAt }: { endsAt: SourceTime }) {
  const text = useText()
  const leftMs = Date.parse(endsAt.utc) - useNow()
  if (leftMs > 0)
    return <>{leftMs < 60_000 ? text('access.lease.lastMinute') : text('access.lease.left', { span: spanWords(text, leftMs) })}</>
  return (
    <span className={styles.marked} data-level="warn">
      <LevelMark level="warn" size={14} />{text('access.lease.expired', { span: spanWords(text, -leftMs) })}
    </span>
  )
}

/** Addresses that were given out; the same address twice is marked. */
export function LeaseTable({ label, entries }: { label: string; entries: readonly Lease[] }) {
  const text = useText()
  const counts = Map.groupBy(entries.filter(entry => entry.address !== null), entry => entry.address)
  const isTwice = ({ address }: Lease) => address !== null && (counts.get(address)?.length ?? 0) > 1
  return (
    <DataTable
      label={label} rows={entries} rowKey={(row, index) => `${row.address ?? ''} ${row.mac ?? ''} ${index}`}
      columns={[
        {
          key: 'address', title: text('access.table.address'), sortBy: row => row.address,
          render: row => row.address === null ? null : (
            <>
              <Copyable value={row.address} />
              {isTwice(row) && <span className={styles.twice}><LevelMark level="warn" size={14} /> {text('access.lease.twice')}</span>}
            </>
          ),
        },
        { key: 'family', title: text('access.table.family'), sortBy: row => row.family === 'unknown' ? null : text(`access.family.${row.family}`) },
        {
          key: 'left', title: text('access.table.left'), sortBy: row => utc(row.endsAt),
          render: row => row.endsAt === null ? null : <TimeLeft endsAt={row.endsAt} />,
        },
        { key: 'mac', title: text('access.table.mac'), sortBy: row => row.mac, render: row => row.mac === null ? null : <Copyable value={row.mac} /> },
        { key: 'vendor', title: text('access.table.vendor'), sortBy: row => vendorWords(text, row.mac, row.vendor) },
        ...sharedColumns<Lease>(text),
      ]}
    />
  )
}

/** Television channels and other groups that are asked for. */
export function IgmpTable({ label, entries }: { label: string; entries: readonly IgmpGroup[] }) {
  const text = useText()
  return (
    <DataTable
      label={label} rows={entries} rowKey={(row, index) => `${row.group} ${index}`}
      columns={[
        { key: 'group', title: text('access.table.group'), sortBy: row => row.group, render: row => <Copyable value={row.group} /> },
        { key: 'at', title: text('access.table.seen'), sortBy: row => utc(row.at), render: row => at(row.at) },
        {
          key: 'packets', title: text('access.counters.packets'), sortBy: row => row.packets,
          render: row => row.packets === null ? null : formatCount(row.packets, text.language),
        },
      ]}
    />
  )
}
