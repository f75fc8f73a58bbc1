import { Button, Switch } from '@mantine/core'
import type { SavedFilter } from '../../../shared/contract/work.ts'
import { goTo } from '../../app/route.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { useText } from '../../text.tsx'
import styles from './Work.module.css'

/** Searches kept under a name, in or out of the work. */
export function SavedFilters({ filters }: { filters: readonly SavedFilter[] }) {
  const text = useText()
  const { work, find } = useStores()
  if (filters.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="work-filters">
      <div className={styles.sectionHead}><h2 id="work-filters">{text('work.filters')}</h2></div>
      <ul className={styles.list}>
        {filters.map(filter => (
          <li key={filter.id} className={styles.unknown}>
            <Switch
              checked={filter.on} label={filter.name} aria-label={text('work.filter.on', { name: filter.name })}
              onChange={event => void work.switchFilter(filter.id, event.currentTarget.checked)}
            />
            <span className={styles.quiet}>{text(filter.more ? 'work.filter.more' : 'work.filter.lines', { count: filter.count })}</span>
            <span className={styles.buttons}>
              <Button
                variant="default" aria-label={text('work.filter.showOf', { name: filter.name })}
                onClick={() => {
                  find.filter(filter.filters)
                  find.type(filter.query)
                  goTo({ room: 'find' })
                }}
              >
                {text('work.filter.show')}
              </Button>
              <Button variant="subtle" aria-label={text('work.filter.dropOf', { name: filter.name })} onClick={() => void work.dropFilter(filter.id)}>
                {text('work.filter.drop')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
