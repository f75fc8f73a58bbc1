import { ActionIcon, Loader } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LiveKind, Report } from '../../../../shared/model/report.ts'
import { Age } from '../../../parts/Age.tsx'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import { useLine, useReach } from '../lineStoreContext.tsx'
import styles from './Live.module.css'

/** Live state tells of now: older than this it is marked. */
const oldAfterMinutes = 15

type LivePartProps = {
  readonly part: LiveKind
  readonly title: string
  readonly report: Report | null
  readonly children: ReactNode
}

/** One live query: its age, its own refresh, its failure, and what it last brought. */
export function LivePart({ part, title, report, children }: LivePartProps) {
  const text = useText()
  const state = useLine(line => line.view?.parts.find(each => each.part === part) ?? null)
  const accountId = useLine(line => line.view?.line.accountId)
  const isOwn = useLine(line => line.loadingParts.includes(part))
  const refreshPart = useLine(line => line.refreshPart)
  const loading = isOwn || state?.state === 'loading'
  const failure = loading ? null : state?.failure ?? null
  return (
    <section className={styles.part} aria-label={title} aria-busy={loading}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <span className={styles.when}>
          {loading && <><Loader size={14} aria-hidden /> <span role="status">{text('line.part.loading')}</span></>}
          {report !== null && <Age at={report.measuredAt?.utc ?? report.receivedAt} limitMinutes={oldAfterMinutes} />}
          {accountId !== undefined && <Refresh accountId={accountId} busy={loading} label={text('access.refreshPart', { part: title })} onClick={() => void refreshPart(part)} />}
        </span>
      </div>
      {failure !== null && <FailureNote failure={failure} onRetry={() => void refreshPart(part)} />}
      {report === null
        ? failure === null && !loading && <p className={styles.quiet}>{text('access.notAsked')}</p>
        : children}
    </section>
  )
}

function Refresh({ accountId, busy, label, onClick }: { accountId: Parameters<typeof useReach>[0]; busy: boolean; label: string; onClick: () => void }) {
  const reach = useReach(accountId)
  return (
    <ActionIcon aria-label={label} title={label} disabled={busy || reach !== 'reachable'} onClick={onClick}>
      <IconRefresh size={18} stroke={1.75} aria-hidden />
    </ActionIcon>
  )
}
