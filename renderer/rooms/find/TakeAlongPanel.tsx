import { Button, Progress } from '@mantine/core'
import type { TakeAlongItem } from '../../../shared/contract/lines.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote, operatorFailureWords } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import styles from './TakeAlong.module.css'

const isDone = (item: TakeAlongItem): boolean => item.state !== 'waiting' && item.state !== 'fetching'

/** How *Take along* goes, line by line, and what is missing of each. */
export function TakeAlongPanel() {
  const text = useText()
  const { find } = useStores()
  const takeAlong = useSelected(find, state => state.takeAlong)
  if (takeAlong === null) return null
  const { items, busy } = takeAlong
  const done = items.filter(isDone).length
  const rest = items.filter(item => item.state !== 'complete').map(item => item.lineId)
  return (
    <section className={styles.panel} aria-label={text('find.along.go')}>
      <div className={styles.head}>
        <strong role="status">
          {busy ? text('find.along.busy', { done, total: items.length })
            : takeAlong.stopped ? text('find.along.stopped')
              : text('find.along.done', { complete: items.length - rest.length, total: items.length })}
        </strong>
        {busy ? <Button variant="default" onClick={find.stopTakeAlong}>{text('find.along.stop')}</Button> : (
          <>
            {rest.length > 0 && (
              <Button variant="default" onClick={() => void find.takeAlong(rest)}>{text('find.along.again')}</Button>
            )}
            <Button variant="subtle" onClick={find.closeTakeAlong}>{text('find.along.close')}</Button>
          </>
        )}
      </div>
      {busy && (
        <Progress size={4} value={items.length === 0 ? 0 : 100 * done / items.length} aria-label={text('find.along.go')} />
      )}
      {takeAlong.failure !== null && <CallFailureNote failure={takeAlong.failure} />}
      <ul className={styles.items}>
        {items.map(item => (
          <li key={item.lineId}>
            <span className={styles.label}>{item.label}</span>
            <span className={styles.state} data-state={item.state}>{text(`find.along.state.${item.state}`)}</span>
            {isDone(item) && item.missing.length > 0 && (
              <span className={styles.missing}>
                {text('find.along.missing', { parts: item.missing.map(part => text(`find.part.${part}`)).join(', ') })}
              </span>
            )}
            {item.failure !== null && <span className={styles.missing}>{operatorFailureWords(item.failure, text).title}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
