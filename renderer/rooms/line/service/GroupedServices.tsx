import { useState } from 'react'
import { Button } from '@mantine/core'
import type { Line } from '../../../../shared/model/line.ts'
import { formatRoute } from '../../../app/route.ts'
import { useText } from '../../../text.tsx'
import { lineOfOrder } from './serviceWords.ts'
import styles from './Service.module.css'

const shownAtFirst = 12

/** The order this one is grouped under and those under it, each leading to its own line. */
export function GroupedServices({ line }: { line: Line }) {
  const text = useText()
  const [all, setAll] = useState(false)
  const { parentId, childIds } = line.service ?? { parentId: null, childIds: [] }
  if (parentId === null && childIds.length === 0) return null
  const shown = all ? childIds : childIds.slice(0, shownAtFirst)
  const link = (id: string) => (
    <a key={id} className={styles.link} href={formatRoute({ room: 'line', lineId: lineOfOrder(line, id) })}>{text('service.group.order', { id })}</a>
  )
  return (
    <section className={styles.section} aria-label={text('service.group')}>
      <div className={styles.head}><h3>{text('service.group')}</h3></div>
      {parentId !== null && <p className={styles.links}><span className={styles.quiet}>{text('service.group.parent')}</span>{link(parentId)}</p>}
      {childIds.length > 0 && (
        <p className={styles.links}>
          <span className={styles.quiet}>{text('service.group.children', { count: childIds.length })}</span>
          {shown.map(link)}
          {shown.length < childIds.length && <Button variant="subtle" px="xs" onClick={() => setAll(true)}>{text('service.group.more', { count: childIds.length - shown.length })}</Button>}
        </p>
      )}
    </section>
  )
}
