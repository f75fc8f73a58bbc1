import { Button } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { Notice } from '../../shared/contract/app.ts'
import { useText } from '../text.tsx'
import styles from './Banner.module.css'

/** What the engineer must know about the data, with what to do; stays until it is understood. */
export function Notices({ notices, onDismiss }: { notices: readonly Notice[]; onDismiss: (id: string) => void }) {
  const text = useText()
  if (notices.length === 0) return null
  return (
    <section aria-label={text('notice.notices')}>
      {notices.map(notice => (
        <div key={notice.id} className={styles.banner} data-level="warn">
          <IconInfoCircle className={styles.icon} size={20} stroke={1.75} aria-hidden />
          <div className={styles.words}>
            <strong>{text(`notice.${notice.kind}.title`)}</strong>
            <span>{text(`notice.${notice.kind}.next`)}</span>
            {notice.detail !== '' && <span className={styles.detail}>{notice.detail}</span>}
          </div>
          <Button variant="default" onClick={() => onDismiss(notice.id)}>{text('notice.dismiss')}</Button>
        </div>
      ))}
    </section>
  )
}
