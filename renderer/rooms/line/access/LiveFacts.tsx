import type { ReactNode } from 'react'
import type { SourceTime } from '../../../../shared/model/common.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { Facts } from '../PartFrame.tsx'
import { spanWords } from './span.ts'
import styles from './Live.module.css'

/** Names and values as an operator gave them; what it did not give says so. */
export function LiveFacts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const text = useText()
  const notGiven = <span className={styles.quiet}>{text('access.notGiven')}</span>
  return <Facts empty={text('access.notGiven')} facts={facts.map(([name, value]) => [name, value === null || value === undefined || value === '' ? notGiven : value])} />
}

/** Since when something is as it is, and how long that is; null where it is not told. */
export function Since({ at }: { at: SourceTime }) {
  const text = useText()
  const nowMs = useNow()
  const forMs = nowMs - Date.parse(at.utc)
  return (
    <>
      <Moment at={at.utc} />
      {forMs >= 0 && ` (${text('access.for', { span: spanWords(text, forMs) })})`}
      {at.zone === 'assumed' && <span className={styles.quiet}> {text('line.log.zoneUnknown')}</span>}
    </>
  )
}
