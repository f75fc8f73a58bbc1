import { Button, CloseButton } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import type { AccountId } from '../../../shared/model/common.ts'
import type { LineState, OnlineState } from '../../../shared/model/line.ts'
import type { SearchFilters } from '../../../shared/model/search.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { formatCount } from '../../parts/localTime.ts'
import { filterCount, noFilters } from '../../stores/find.ts'
import { useText } from '../../text.tsx'
import styles from './Filters.module.css'

const states: readonly LineState[] = ['active', 'processing', 'terminated', 'cancelled']
const onlineStates: readonly OnlineState[] = ['online', 'offline', 'unknown']

type Choice = { readonly value: string; readonly label: string; readonly count?: number }
type Group = {
  readonly key: 'states' | 'online' | 'technologies' | 'suppliers' | 'accountIds'; readonly title: string;
  readonly choices: readonly Choice[]
}

/** `value` in or out of one of the lists; the list keeps the type of its own values. */
function toggled(filters: SearchFilters, key: Group['key'], value: string): SearchFilters {
  const flip = <T extends string>(list: readonly T[], item: T): T[] =>
    list.includes(item) ? list.filter(each => each !== item) : [...list, item]
  switch (key) {
    case 'states': return { ...filters, states: flip(filters.states, value as LineState) }
    case 'online': return { ...filters, online: flip(filters.online, value as OnlineState) }
    case 'technologies': return { ...filters, technologies: flip(filters.technologies, value) }
    case 'suppliers': return { ...filters, suppliers: flip(filters.suppliers, value) }
    case 'accountIds': return { ...filters, accountIds: flip(filters.accountIds, value as AccountId) }
  }
}

function useGroups(): readonly Group[] {
  const text = useText()
  const { find, accounts } = useStores()
  const facets = useSelected(find, state => state.facets)
  const known = useSelected(accounts, state => state.accounts)
  const groups: Group[] = [
    {
      key: 'online', title: text('find.filters.online'),
      choices: onlineStates.map(value => ({ value, label: text(`online.${value}`) })),
    },
    {
      key: 'states', title: text('find.filters.state'),
      choices: states.map(value => ({ value, label: text(`lineState.${value}`) })),
    },
    {
      key: 'technologies', title: text('find.filters.technology'),
      choices: (facets?.technologies ?? []).map(({ name, count }) => ({ value: name, label: name, count })),
    },
    {
      key: 'suppliers', title: text('find.filters.supplier'),
      choices: (facets?.suppliers ?? []).map(({ name, count }) => ({ value: name, label: name, count })),
    },
  ]
  if (known !== null && known.length > 1) {
    groups.push({
      key: 'accountIds', title: text('find.filters.account'), choices: known.map(({ id, label }) => ({ value: id, label })),
    })
  }
  return groups.filter(group => group.choices.length > 0)
}

/** Filters, folded away until they are wanted; those that are on stay in sight. `beside` shares their line. */
export function Filters({ beside }: { beside: ReactNode }) {
  const text = useText()
  const { find } = useStores()
  const filters = useSelected(find, state => state.filters)
  const open = useSelected(find, state => state.filtersOpen)
  const groups = useGroups()
  const panelId = useId()
  const count = filterCount(filters)
  const isOn = (group: Group, choice: Choice): boolean => (filters[group.key] as readonly string[]).includes(choice.value)
  const on = groups.flatMap(group => group.choices.filter(choice => isOn(group, choice)).map(choice => ({ group, choice })))
  return (
    <>
      <div className={styles.bar}>
        <Button
          variant="subtle" aria-expanded={open} aria-controls={panelId} onClick={find.toggleFilters} px="xs"
          leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />}
          rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
        >
          {count === 0 ? text('find.filters') : text('find.filters.on', { count })}
        </Button>
        {beside}
        {!open && on.map(({ group, choice }) => (
          <span key={`${group.key} ${choice.value}`} className={styles.chip}>
            {choice.label}
            <CloseButton
              size="md" aria-label={text('find.filters.remove', { name: choice.label })}
              onClick={() => find.filter(toggled(filters, group.key, choice.value))}
            />
          </span>
        ))}
        {open && count > 0 && (
          <Button variant="subtle" px="xs" onClick={() => find.filter(noFilters)}>{text('find.filters.clear')}</Button>
        )}
      </div>
      <div id={panelId} className={styles.panel} hidden={!open}>
        {open && groups.map(group => (
          <fieldset key={group.key} className={styles.group}>
            <legend>{group.title}</legend>
            {group.choices.map(choice => {
              const checked = isOn(group, choice)
              return (
                <label key={choice.value} className={styles.choice} data-checked={checked}>
                  <input
                    type="checkbox" checked={checked} onChange={() => find.filter(toggled(filters, group.key, choice.value))}
                  />
                  {choice.label}
                  {choice.count !== undefined && <span className={styles.count}>{formatCount(choice.count, text.language)}</span>}
                </label>
              )
            })}
          </fieldset>
        ))}
      </div>
    </>
  )
}
