import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CrossLink } from '../../../../shared/model/crossLink.ts'
import { formatRoute, goTo } from '../../../app/route.ts'
import { useAccount } from '../../../app/StoresContext.tsx'
import { AccountMark } from '../../../parts/AccountMark.tsx'
import { useText } from '../../../text.tsx'
import { useReach } from '../lineStoreContext.tsx'
import { wantCheck } from './checkThere.ts'
import styles from './PlaceLinks.module.css'

const shownAtFirst = 2

/** The same place at other systems: how sure that is and why, and diagnostics one click away. */
export function PlaceLinks({ links }: Pick<LineView, 'links'>) {
  const text = useText()
  const [all, setAll] = useState(false)
  if (links.length === 0) return null
  const shown = all ? links : links.slice(0, shownAtFirst)
  return (
    <section className={styles.places} aria-label={text('place.list')}>
      <ul>{shown.map(link => <PlaceLink key={link.line.id} link={link} />)}</ul>
      {shown.length < links.length && <Button variant="subtle" px="xs" onClick={() => setAll(true)}>{text('place.more', { count: links.length - shown.length })}</Button>}
    </section>
  )
}

function PlaceLink({ link: { line, accountId, ground, shared, certainty, canCheck } }: { link: CrossLink }) {
  const text = useText()
  const account = useAccount(accountId)
  const reach = useReach(accountId)
  const name = line.nativeId ?? line.street
  const where = { line: name, account: account?.label ?? text('account.removed') }
  const check = (): void => {
    wantCheck(line.id, Date.now())
    goTo({ room: 'line', lineId: line.id })
  }
  return (
    <li>
      <a className={styles.place} href={formatRoute({ room: 'line', lineId: line.id })} title={text('place.open', where)}>
        <IconLink size={16} aria-hidden />
        <span className={styles.quiet}>{text('place.same')}</span>
        <AccountMark accountId={accountId} />
        <span className="mono">{name}</span>
        <span className={styles.certainty} data-certainty={certainty}>{text(`place.${certainty}`)}</span>
      </a>
      <span className={styles.quiet}>{text(`place.ground.${ground}`, { shared })}</span>
      {canCheck && (
        <Button variant="default" px="sm" disabled={reach !== 'reachable'} aria-label={text('place.check.of', where)} title={reach === 'reachable' ? undefined : text('place.check.offline')} onClick={check}>
          {text('place.check')}
        </Button>
      )}
    </li>
  )
}
