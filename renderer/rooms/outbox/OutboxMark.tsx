import { IconSend } from '@tabler/icons-react'
import { formatRoute } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useText } from '../../text.tsx'
import styles from './Outbox.module.css'

/** Quiet in the header of every room: how much waits, or needs the engineer. */
export function OutboxMark({ current }: { current: boolean }) {
  const text = useText()
  const counts = useSelected(useStores().outbox, state => state.counts)
  if (counts === null) return null
  const { unsent, needsYou } = counts
  const waiting = unsent - needsYou
  return (
    <a
      className={styles.mark} data-level={needsYou > 0 ? 'fault' : unsent > 0 ? 'note' : 'unknown'}
      href={formatRoute({ room: 'outbox', filter: needsYou > 0 ? 'needsYou' : 'unsent' })} {...(current
        ? { 'aria-current': 'page' } : {})}
    >
      <IconSend size={18} stroke={1.75} aria-hidden />
      <span className={styles.markName}>{text('outbox.title')}</span>
      <span className={styles.markCount}>
        {unsent === 0 ? <span className={styles.markNone}>{text('outbox.mark.none')}</span>
          : [...(needsYou > 0 ? [text('outbox.mark.needsYou', { count: needsYou })] : []),
              ...(waiting > 0 ? [text('outbox.mark.waiting', { count: waiting })] : [])].join(', ')}
      </span>
    </a>
  )
}
