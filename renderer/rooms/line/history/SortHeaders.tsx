import { IconChevronDown, IconChevronUp, IconSelector } from '@tabler/icons-react'
import type { HistorySort } from '../../../../shared/contract/history.ts'
import { useText } from '../../../text.tsx'
import { useHistory } from './historyStoreContext.tsx'
import styles from './History.module.css'

/** The list's headers; those that sort are buttons. */
export function SortHeaders() {
  const text = useText()
  return (
    <thead>
      <tr>
        <SortHeader by="at" label={text('history.column.at')} />
        <SortHeader by="kind" label={text('history.column.kind')} />
        <th scope="col">{text('history.column.where')}</th>
        <th scope="col">{text('history.column.provider')}</th>
        <SortHeader by="level" label={text('history.column.level')} />
        <th scope="col">
          <span className="visuallyHidden">{text('history.column.action')}</span>
        </th>
        <th scope="col">{text('history.column.compare')}</th>
      </tr>
    </thead>
  )
}

function SortHeader({ by, label }: { by: HistorySort['by']; label: string }) {
  const sort = useHistory(state => state.sort)
  const sortBy = useHistory(state => state.sortBy)
  const isOn = sort.by === by
  const Icon = !isOn ? IconSelector : sort.direction === 'ascending' ? IconChevronUp : IconChevronDown
  return (
    <th scope="col" aria-sort={isOn ? sort.direction : 'none'} data-sorts>
      <button type="button" className={styles.sort} data-on={isOn} onClick={() => sortBy(by)}>
        {label}
        <Icon size={16} aria-hidden />
      </button>
    </th>
  )
}
