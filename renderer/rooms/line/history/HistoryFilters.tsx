import { Button, CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { HistoryFilter } from '../../../../shared/contract/history.ts'
import type { ReportKind } from '../../../../shared/model/report.ts'
import { formatDate } from '../../../parts/localTime.ts'
import { dayEnd, dayOf, dayStart, filtersOn, nothingFiltered } from '../../../stores/historyEntries.ts'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import { useHistory } from './historyStoreContext.tsx'
import styles from './HistoryFilters.module.css'

const places: readonly HistoryFilter['where'][] = ['everywhere', 'here', 'remote']

/** Filters of the list, folded away until they are wanted; those that are on stay in sight. */
export function HistoryFilters({ kinds }: { kinds: readonly ReportKind[] }) {
  const text = useText()
  const filter = useHistory(state => state.filter)
  const narrow = useHistory(state => state.narrow)
  const [open, setOpen] = useState(false)
  const panelId = useId()
  const count = filtersOn(filter)
  const kindName = (kind: ReportKind): string => say(text, `check.${kind}`, plainWords(kind))
  const flip = (kind: ReportKind): void =>
    narrow({ kinds: filter.kinds.includes(kind) ? filter.kinds.filter(each => each !== kind) : [...filter.kinds, kind] })
  const chips: readonly (readonly [name: string, off: Partial<HistoryFilter>])[] = [
    ...filter.kinds.map(kind => [kindName(kind), { kinds: filter.kinds.filter(each => each !== kind) }] as const),
    ...(filter.where === 'everywhere' ? [] : [[text(`history.filters.where.${filter.where}`), { where: 'everywhere' }] as const]),
    ...(filter.onlyBad ? [[text('history.filters.onlyBad'), { onlyBad: false }] as const] : []),
    ...(filter.from === null ? []
      : [[text('history.filters.fromChip', { date: formatDate(filter.from, text.language) }), { from: null }] as const]),
    ...(filter.to === null ? []
      : [[text('history.filters.toChip', { date: formatDate(filter.to, text.language) }), { to: null }] as const]),
  ]
  return (
    <div className={styles.filters}>
      <div className={styles.bar}>
        <Button
          variant="subtle"
          px="xs"
          aria-expanded={open}
          aria-controls={panelId}
          onClick={() => setOpen(!open)}
          leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />}
          rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
        >
          {count === 0 ? text('history.filters') : text('history.filters.on', { count })}
        </Button>
        {!open &&
          chips.map(([name, off]) => (
            <span key={name} className={styles.chip}>
              {name}
              <CloseButton size="md" aria-label={text('history.filters.remove', { name })} onClick={() => narrow(off)} />
            </span>
          ))}
        {open && count > 0 && (
          <Button variant="subtle" px="xs" onClick={() => narrow(nothingFiltered)}>
            {text('history.filters.clear')}
          </Button>
        )}
      </div>
      <div id={panelId} className={styles.panel} hidden={!open}>
        {open && (
          <>
            {kinds.length > 1 && (
              <fieldset className={styles.group}>
                <legend>{text('history.filters.kind')}</legend>
                {kinds.map(kind => (
                  <label key={kind} className={styles.choice} data-checked={filter.kinds.includes(kind)}>
                    <input type="checkbox" checked={filter.kinds.includes(kind)} onChange={() => flip(kind)} />
                    {kindName(kind)}
                  </label>
                ))}
              </fieldset>
            )}
            <div className={styles.group}>
              <SegmentedControl
                aria-label={text('history.filters.where')}
                className={styles.where ?? ''}
                value={filter.where}
                onChange={value => narrow({ where: places.find(place => place === value) ?? 'everywhere' })}
                data={places.map(place => ({ value: place, label: text(`history.filters.where.${place}`) }))}
              />
              <label className={styles.choice} data-checked={filter.onlyBad}>
                <input type="checkbox" checked={filter.onlyBad} onChange={() => narrow({ onlyBad: !filter.onlyBad })} />
                {text('history.filters.onlyBad')}
              </label>
              <span className={styles.hint}>{text('history.filters.onlyBad.hint')}</span>
            </div>
            <div className={styles.group}>
              <TextInput
                type="date"
                label={text('history.filters.from')}
                value={dayOf(filter.from)}
                max={dayOf(filter.to)}
                onChange={event => narrow({ from: dayStart(event.currentTarget.value) })}
              />
              <TextInput
                type="date"
                label={text('history.filters.to')}
                value={dayOf(filter.to)}
                min={dayOf(filter.from)}
                onChange={event => narrow({ to: dayEnd(event.currentTarget.value) })}
              />
            </div>
          </>
        )}
      </div>
    </div>
  )
}
