import { Loader } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { ServiceSection } from '../../../../shared/model/resellerService.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import styles from './Service.module.css'

/** One part of a service's record: here, still missing, or nothing there; and why it could not be fetched. */
export function SectionFrame({ section, view, children }: { section: ServiceSection; view: LineView; children: ReactNode }) {
  const text = useText()
  const refreshPart = useLine(state => state.refreshPart)
  const isFetching = useLine(state => state.loadingParts.includes('details') || state.view?.parts.find(({ part }) => part === 'details')?.state === 'loading')
  const state = view.line.service?.sections.find(each => each.section === section)?.state ?? 'none'
  const failure = view.detailFailures.find(each => each.section === section)?.failure ?? null
  const fetching = isFetching && state === 'missing'
  const shown = fetching ? 'fetching' : failure !== null ? 'failed' : state
  return (
    <section className={styles.section} aria-label={text(`service.section.${section}`)} aria-busy={fetching}>
      <div className={styles.head}>
        <h3>{text(`service.section.${section}`)}</h3>
        {shown !== 'here' && (
          <span className={styles.state}>
            {shown === 'fetching' ? <Loader size={14} aria-hidden /> : <LevelMark level={shown === 'failed' ? 'warn' : 'unknown'} size={14} />}
            {text(`service.section.${shown}`)}
          </span>
        )}
      </div>
      {failure !== null && !fetching && <FailureNote failure={failure} onRetry={() => void refreshPart('details')} />}
      {state === 'here' && children}
    </section>
  )
}
