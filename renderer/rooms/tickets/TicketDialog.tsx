import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { OutboxState } from '../../../shared/model/outbox.ts'
import type { TicketDraft } from '../../../shared/model/ticket.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import { goTo } from '../../app/route.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { createOldResultsStore } from '../../stores/oldResults.ts'
import type { TicketsStore } from '../../stores/tickets.ts'
import { useText } from '../../text.tsx'
import { checkOffers } from '../line/checkOffers.ts'
import type { Reach } from '../line/checkOffers.ts'
import { useLine, useLineStore } from '../line/lineStoreContext.tsx'
import { WrittenEntry } from '../outbox/WrittenEntry.tsx'
import { useLineEntries } from '../outbox/useEntries.ts'
import { beginWith } from './beginWith.ts'
import { FileFields, useFileIntake } from './FileFields.tsx'
import { OldResultsNote, OldResultsQuestion } from './OldResults.tsx'
import { OtherTickets } from './OtherTickets.tsx'
import { runAgain } from './runAgain.ts'
import { allTemplates } from './templates.ts'
import { TicketFields } from './TicketFields.tsx'
import styles from './TicketDialog.module.css'

const everyState: readonly OutboxState[] = ['waiting', 'sending', 'settling', 'needsYou', 'sent', 'discarded']

type TicketDialogProps = { store: TicketsStore; view: LineView; reach: Reach; onClose: () => void }

/**
 * Writes a ticket for a line: what is already reported and what is too old first, prefilled from the verdict, kept as it is
 * typed.
 */
export function TicketDialog({ store, view, reach, onClose }: TicketDialogProps) {
  const text = useText()
  const form = useStore(store, state => state.form)
  const { startForm, type, applyTemplate, beginAnew, takeOver, send, asComment, discard, closeForm } = store.getState()
  const { settings } = useStores()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const lineId = view.line.id
  const takesFiles = ticketFormOf(lineId)?.files === true
  const line = useLineStore()
  const circuitNid = useLine(state => state.circuitNid)
  const [oldStore] = useState(() =>
    createOldResultsStore({ line, tickets: store, isReachable: reach === 'reachable', language: text.language }))
  const oldResults = useStore(oldStore)
  const offers = checkOffers(view, circuitNid, reach)
  const asks = oldResults.phase === 'ask'
  const waits = oldResults.phase === 'running'

  const { over, intake } = useFileIntake(store.attachments)
  const written = useLineEntries(lineId, everyState)
  /** What the chosen template makes of the line as it is known at that moment. */
  const [begin] = useState(() => (draft: TicketDraft) => {
    const chosen = settings.getState().settings
    const template = allTemplates(chosen, text).find(({ id }) => id === chosen?.firstTemplate)
    return template === undefined ? {} : beginWith(template, line.getState().view ?? view, text.language)(draft)
  })

  useEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    void startForm(lineId, begin)
    const unfollow = oldStore.getState().follow()
    const keep = (): void => void closeForm()
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      unfollow()
      opened?.close()
      void closeForm()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [lineId, startForm, closeForm, oldStore, begin])

  const hasNewResults = oldResults.phase === 'replaced' || oldResults.phase === 'added'
  useEffect(() => {
    if (hasNewResults) beginAnew(begin)
  }, [hasNewResults, beginAnew, begin])

  const draft = form?.draft ?? null
  const result = form?.result ?? null
  const entry = written?.find(each => each.id === result?.id) ?? result
  const sendFailure = form?.sendFailure ?? null
  const hasFailed = form !== null && form.failure !== null
  const done = result !== null
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {text('tickets.form.title')}
      </h2>
      <p className={styles.line}>
        {view.summary.street}, {view.summary.place} · <span className="mono">{view.line.nativeId}</span>
      </p>
      {form !== null && (
        <OtherTickets
          form={form}
          onComment={ticket =>
            void asComment(ticket.id).then(isKept => {
              if (isKept) goTo({ room: 'tickets', ticket: { at: 'system', accountId: ticket.accountId, ticketId: ticket.id } })
            })
          }
        />
      )}
      {hasFailed && <ErrorNote error={form?.failure} onRetry={() => void startForm(lineId, begin)} />}
      {entry !== null && (
        <>
          <h3 className={styles.accepted}>{text('tickets.form.accepted')}</h3>
          <WrittenEntry entry={entry} />
        </>
      )}
      {asks && (
        <>
          <OldResultsQuestion
            results={oldResults}
            again={runAgain(oldResults.old, offers, circuitNid)}
            offersKnown={offers.offered !== null}
          />
          <div className={styles.foot}>
            <Button variant="default" onClick={onClose}>
              {text('tickets.form.close')}
            </Button>
          </div>
        </>
      )}
      {!asks && !done && <OldResultsNote results={oldResults} />}
      {!asks && draft === null && !hasFailed && <p role="status">{text('tickets.form.loading')}</p>}
      {!asks && draft !== null && !done && (
        <form
          noValidate
          className={styles.form}
          {...(takesFiles ? intake : {})}
          onSubmit={event => {
            event.preventDefault()
            void send()
          }}
        >
          {form?.kept === true && <p className={styles.quiet}>{text('tickets.form.kept')}</p>}
          {form !== null && (
            <TicketFields
              view={view} form={form} draft={draft} autoFocus={oldResults.phase !== 'none'} type={type} applyTemplate={applyTemplate}
            />
          )}
          {takesFiles ? <FileFields store={store.attachments} over={over} /> : <p className={styles.quiet}>{text('tickets.form.noFiles')}</p>}
          {form?.elsewhere === true && (
            <div className={styles.offline} role="alert">
              <p>{text('tickets.form.elsewhere')}</p>
              <Button variant="default" onClick={() => void takeOver()}>
                {text('tickets.form.elsewhere.here')}
              </Button>
            </div>
          )}
          {reach !== 'reachable' && <p className={styles.offline}>{text(`tickets.form.${reach}`)}</p>}
          {sendFailure !== null && <ErrorNote error={sendFailure} />}
          <div className={styles.foot}>
            <span className={styles.quiet} role="status">
              {form?.sending === true
                ? text('tickets.form.sending')
                : waits
                  ? text('tickets.old.waiting')
                  : text(`tickets.form.save.${form?.save ?? 'saved'}`)}
            </span>
            <Button variant="subtle" onClick={() => void discard().then(onClose)}>
              {text('tickets.form.discard')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {text('tickets.form.close')}
            </Button>
            <Button type="submit" loading={form?.sending === true} disabled={waits}>
              {text('tickets.form.send')}
            </Button>
          </div>
        </form>
      )}
      {done && (
        <div className={styles.foot}>
          <Button onClick={onClose}>{text('tickets.form.done')}</Button>
        </div>
      )}
    </dialog>
  )
}
