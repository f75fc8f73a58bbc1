import { useVirtualizer } from '@tanstack/react-virtual'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../../text.tsx'
import { sortRows } from './sortRows.ts'
import type { SortKey } from './sortRows.ts'
import styles from './DataTable.module.css'

export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly sortBy: (row: Row) => SortKey
  /** Where the cell is more than its sort key. */
  readonly render?: (row: Row) => ReactNode
  readonly mono?: boolean
}

type DataTableProps<Row> = {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row, index: number) => string
}

/** Longer tables scroll in a window of their own, of which only what is seen is drawn. */
const longTable = 40
const rowHeightPx = 45

/** Rows that can be sorted by every column; a column in which no row has anything is left out. */
export function DataTable<Row>({ label, rows, columns, rowKey }: DataTableProps<Row>) {
  const text = useText()
  const [sorting, setSorting] = useState<{ key: string; descending: boolean } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const shown = columns.filter(column => rows.some(row => column.sortBy(row) !== null))
  const by = columns.find(column => column.key === sorting?.key)
  const sorted = useMemo(
    () => by === undefined ? rows : sortRows(rows, by.sortBy, sorting?.descending === true), [rows, by, sorting?.descending],
  )
  const isLong = rows.length > longTable
  // Nothing here is memoised on what it returns, so the compiler's warning does not apply.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: isLong ? sorted.length : 0, getScrollElement: () => scroller.current, estimateSize: () => rowHeightPx, overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const drawn = isLong ? items.map(item => item.index) : sorted.map((_, index) => index)
  const above = isLong ? items[0]?.start ?? 0 : 0
  const below = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const toggle = (key: string) =>
    setSorting(sorting?.key !== key ? { key, descending: false } : sorting.descending ? null : { key, descending: true })
  return (
    // A region that scrolls must be reachable by keyboard.
    <div ref={scroller} className={styles.scroller} data-long={isLong} {...(isLong ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>
      <table className={styles.table} aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {shown.map(column => {
              const direction = sorting?.key === column.key ? (sorting.descending ? 'descending' : 'ascending') : 'none'
              const Icon = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown }[direction]
              return (
                <th key={column.key} scope="col" aria-sort={direction}>
                  <button type="button" className={styles.sort} onClick={() => toggle(column.key)} title={text('access.table.sortBy', { column: column.title })}>
                    {column.title}<Icon size={14} stroke={1.75} aria-hidden />
                  </button>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden className={styles.gap} style={{ height: above }} />}
          {drawn.map(index => {
            const row = sorted[index]
            if (row === undefined) return null
            return (
              <tr key={rowKey(row, index)} ref={isLong ? virtual.measureElement : undefined} data-index={index} aria-rowindex={index + 2}>
                {shown.map(column => (
                  <td key={column.key} data-title={column.title} className={column.mono === true ? 'mono' : undefined}>
                    {column.render?.(row) ?? column.sortBy(row) ?? <span className={styles.none}>–</span>}
                  </td>
                ))}
              </tr>
            )
          })}
          {below > 0 && <tr aria-hidden className={styles.gap} style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}
