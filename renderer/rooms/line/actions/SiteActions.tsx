import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconTool } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { OutboxEntry } from '../../../../shared/model/outbox.ts'
import { useClient } from '../../../clientContext.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { unsentStates } from '../../../stores/outbox.ts'
import { createSiteActionsStore } from '../../../stores/siteActions.ts'
import type { SiteActionsStore } from '../../../stores/siteActions.ts'
import { useText } from '../../../text.tsx'
import { useLineEntries } from '../../outbox/useEntries.ts'
import type { Reach } from '../checkOffers.ts'
import { useLine } from '../lineStoreContext.tsx'
import { ContactAction } from './ContactAction.tsx'
import { OntAction } from './OntAction.tsx'
import { OrderAction } from './OrderAction.tsx'
import { PastActions } from './PastActions.tsx'
import { ReportAction } from './ReportAction.tsx'
import { TagsAction } from './TagsAction.tsx'
import styles from './SiteActions.module.css'

/** What every action gets: the line, where it acts, its changes that wait (newest first), and what stands in its way. */
export type ActionProps = {
  readonly view: LineView
  readonly store: SiteActionsStore
  readonly entries: readonly OutboxEntry[]
  /** Why nothing can be asked of the system now; what goes through the outbox can wait. */
  readonly blocked: Exclude<Reach, 'reachable'> | null
}

const changeKinds: ReadonlySet<string> = new Set(['ont', 'contact', 'tags'])
/** A box of its own stands at the end of every kind of fibre but the one whose system knows none. */
const hasBox = ({ line }: LineView): boolean => line.medium === 'pon' || line.carrier.ontNumber !== null

/** What can be done to the line from the site, folded away until it is wanted. */
export function SiteActions({ view, reach }: { view: LineView; reach: Reach }) {
  const text = useText()
  const client = useClient()
  const { id, nativeId } = view.line
  const takeUp = useLine(state => state.takeUp)
  const refresh = useLine(state => state.refresh)
  const [store] = useState(() => createSiteActionsStore({ client, lineId: id, onFetched: () => void takeUp(), save: saveFile }))
  const [open, setOpen] = useState(false)
  const panelId = useId()
  const entries = (useLineEntries(id, unsentStates) ?? []).filter(({ body }) => changeKinds.has(body.kind))
  // What no longer waits stands at the operator now, or was given up: the line is fetched anew.
  const waiting = entries.map(entry => entry.id).join()
  const waited = useRef('')
  useEffect(() => {
    const left = waited.current.split(',').filter(each => each !== '' && !waiting.split(',').includes(each))
    waited.current = waiting
    if (left.length > 0) void refresh()
  }, [waiting, waited, refresh])
  const props: ActionProps = { view, store, entries, blocked: reach === 'reachable' ? null : reach }
  return (
    <section className={styles.panel} aria-label={text('actions.title')} data-open={open}>
      <h2 className={styles.title}>
        <UnstyledButton className={styles.toggle ?? ''} aria-expanded={open} aria-controls={panelId} onClick={() => setOpen(!open)}>
          <IconTool size={18} stroke={1.75} aria-hidden />
          <span>{text('actions.open')}</span>
          {entries.length > 0 && <span className={styles.count}>{text('actions.waiting', { count: entries.length })}</span>}
          {open ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
        </UnstyledButton>
      </h2>
      <div id={panelId} hidden={!open}>
        {open && nativeId === null && <p className={styles.quiet}>{text('actions.noNid')}</p>}
        {open && nativeId !== null && (
          <>
            {props.blocked !== null && <p className={styles.offline} role="status">{text(`actions.${props.blocked}`)}</p>}
            {hasBox(view) && <OntAction {...props} />}
            <OrderAction {...props} />
            <ContactAction {...props} />
            <TagsAction {...props} />
            <ReportAction {...props} />
            <PastActions store={store} />
          </>
        )}
      </div>
    </section>
  )
}
