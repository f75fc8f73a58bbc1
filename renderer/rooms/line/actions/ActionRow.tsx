import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './SiteActions.module.css'

type ActionRowProps = {
  title: string
  /** What stands there now, and what waits over it. */
  value: ReactNode
  buttons: ReactNode
  /** The form, or what became of it. */
  children?: ReactNode
}

/** One thing of the line that can be changed from the site: its value, what can be done, and the result in the same place. */
export function ActionRow({ title, value, buttons, children }: ActionRowProps) {
  const titleId = useId()
  return (
    <section className={styles.row} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h3 id={titleId}>{title}</h3>
        <div className={styles.value}>{value}</div>
        <div className={styles.buttons}>{buttons}</div>
      </div>
      {children}
    </section>
  )
}
