import { Button } from '@mantine/core'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { WorkItem, WorkList } from '../../../shared/contract/work.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { alongMost, lacking } from '../../stores/work.ts'
import { useText } from '../../text.tsx'
import { TakeAlongPanel } from '../find/TakeAlongPanel.tsx'
import { AddWork } from './AddWork.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { UnknownList } from './UnknownWork.tsx'
import { WorkRow } from './WorkRow.tsx'
import styles from './Work.module.css'

const groups = ['today', 'week', 'past', 'later', 'none', 'done'] as const
const groupOf = (item: WorkItem): (typeof groups)[number] => (item.done ? 'done' : item.when)

/** Lines to go to: today and this week first, with what is still missing for a place without coverage. */
export function WorkRoom() {
  const text = useText()
  const { work, find, sync } = useStores()
  const list = useSelected(work, state => state.list)
  const failure = useSelected(work, state => state.failure)
  const changeFailure = useSelected(work, state => state.changeFailure)
  const [adds, setAdds] = useState(() => work.getState().typed !== '')
  // Lines, orders and parts are other ones after *Take along* and after every walk.
  useEffect(() => {
    const standing = (): string => `${find.getState().takeAlong?.busy === true} ${
      Object.values(sync.getState().states).map(({ completedAt }) => completedAt).join()}`
    let before = standing()
    const look = (): void => {
      const now = standing()
      if (now !== before) void work.load()
      before = now
    }
    void work.load()
    const left = [find.subscribe(look), sync.subscribe(look)]
    return () => left.forEach(leave => leave())
  }, [find, sync, work])
  return (
    <div className={styles.room}>
      <div className={styles.head}>
        <h1>{text('work.title')}</h1>
        <span className={styles.quiet} role="status">{list === null ? text('work.loading') : text('work.count', { count: list.items.length })}</span>
        {!adds && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdds(true)}>{text('work.add')}</Button>
        )}
        {list !== null && <TakeAlongAll items={list.items} />}
      </div>
      <p className={styles.quiet}>{text('work.lead')}</p>
      {adds && (
        <AddWork
          onClose={() => {
            work.closeAdded()
            setAdds(false)
          }}
        />
      )}
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void work.load()} />}
      {changeFailure !== null && <CallFailureNote failure={changeFailure} />}
      <div className={styles.alongPanel}><TakeAlongPanel /></div>
      {list !== null && <Lists list={list} />}
    </div>
  )
}

function TakeAlongAll({ items }: { items: readonly WorkItem[] }) {
  const text = useText()
  const { find } = useStores()
  const takingAlong = useSelected(find, state => state.takeAlong?.busy === true)
  const open = items.filter(({ done }) => !done)
  const rest = lacking(items)
  if (open.length === 0) return null
  return (
    <>
      <Button
        leftSection={<IconDownload size={18} aria-hidden />} title={text('work.along.explained')} disabled={takingAlong || rest.length === 0}
        onClick={() => void find.takeAlong(rest.slice(0, alongMost).map(({ line }) => line.id))}
      >
        {rest.length > alongMost ? text('work.along.first', { count: alongMost }) : text('work.along')}
      </Button>
      <span className={styles.quiet}>{text('work.along.rest', { count: rest.length })}</span>
    </>
  )
}

function Lists({ list }: { list: WorkList }) {
  const text = useText()
  const { items, unknown, filters } = list
  return (
    <>
      {items.length + unknown.length + filters.length === 0 && (
        <div className={styles.empty}>
          <strong>{text('work.none.title')}</strong>
          <p>{text('work.none.next')}</p>
        </div>
      )}
      <UnknownList unknown={unknown} />
      {groups.map(group => {
        const own = items.filter(item => groupOf(item) === group)
        return own.length === 0 ? null : (
          <section key={group} className={styles.section} aria-labelledby={`work-${group}`}>
            <div className={styles.sectionHead}>
              <h2 id={`work-${group}`}>{text(`work.when.${group}`)}</h2>
              <span className={styles.quiet}>{own.length}</span>
            </div>
            <ul className={styles.list}>{own.map(item => <WorkRow key={item.line.id} item={item} filters={filters} />)}</ul>
          </section>
        )
      })}
      <SavedFilters filters={filters} />
    </>
  )
}
